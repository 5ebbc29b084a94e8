namespace Seno.Imaging.Operators;

/// <summary>
/// Another order of a grid's voxels: bricks of 8 × 8 × 8, so that whoever wanders from neighbour to neighbour stays on one page of
/// memory. Around the grid lies a margin of one voxel, so that every voxel of the grid has all its neighbours.
/// </summary>
internal sealed class Bricks
{
    private const int Side = 8;
    private const int Voxels = Side * Side * Side;

    private readonly int[][] parts;
    private readonly int[] steps;

    /// <exception cref="OverflowException">The grid has more than about two thousand million voxels.</exception>
    public Bricks(Size3 size, Connectivity connectivity)
    {
        int Count(int axis) => (size[axis] + 2 + Side - 1) / Side;
        int[] inside = [1, Side, Side * Side];
        int[] across = [Voxels, checked(Voxels * Count(0)), checked(Voxels * Count(0) * Count(1))];
        Length = checked(across[2] * Count(2));
        parts = [.. Enumerable.Range(0, 3).Select(axis => Enumerable.Range(0, size[axis] + 2).Select(i => i % Side * inside[axis] + i / Side * across[axis]).ToArray())];
        var directions = new Neighbourhood(size, connectivity).Directions;
        Neighbours = directions.Count;
        // One axis' share of a step, from a place in its brick; what a brick has beyond itself is the next brick's.
        int Step(int axis, int place, int step) => (place + step) switch
        {
            < 0 => (Side - 1) * inside[axis] - across[axis],
            Side => across[axis] - (Side - 1) * inside[axis],
            _ => step * inside[axis],
        };
        steps = [.. from place in Enumerable.Range(0, Voxels)
                    from way in directions
                    select Step(0, place % Side, way.X) + Step(1, place / Side % Side, way.Y) + Step(2, place / Side / Side, way.Z)];
    }

    /// <value>Elements that an array in this order has, margins included.</value>
    public int Length { get; }

    public int Neighbours { get; }

    /// <returns>The place of a row's first voxel, to which <see cref="AlongX"/> adds the others.</returns>
    public int Row(int y, int z) => parts[1][y + 1] + parts[2][z + 1];

    public ReadOnlySpan<int> AlongX => parts[0].AsSpan(1);

    /// <returns>What to add to a place for each of its neighbours.</returns>
    public ReadOnlySpan<int> StepsFrom(int place) => steps.AsSpan((place & (Voxels - 1)) * Neighbours, Neighbours);
}
