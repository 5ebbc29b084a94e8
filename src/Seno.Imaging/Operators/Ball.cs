namespace Seno.Imaging.Operators;

/// <summary>The voxels whose centres lie within a radius, as runs along x.</summary>
internal sealed class Ball
{
    /// <summary>What the squared radius may be exceeded by, as a share: 3 × 0.7 mm is to lie within 2.1 mm.</summary>
    public const double Tolerance = 1e-6;

    private readonly double squared;
    private readonly Vector3 spacing;

    /// <param name="radius">mm.</param>
    /// <param name="spacing">mm per voxel.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative, infinite or NaN.</exception>
    public Ball(double radius, Vector3 spacing)
    {
        Grid.RequireLength(radius, nameof(radius));
        (squared, this.spacing) = (radius * radius * (1 + Tolerance), spacing);
    }

    /// <returns>The most voxels it reaches along an axis, to either side; no more than the grid has.</returns>
    public int Reach(int axis, Size3 size) => (int)Math.Min(size[axis] - 1, Math.Sqrt(squared) / spacing[axis]);

    /// <returns>The voxels to either side along x, this far away along y and z; −1 where that is outside.</returns>
    public int HalfWidth(int y, int z, Size3 size)
    {
        var left = squared - y * spacing.Y * (y * spacing.Y) - z * spacing.Z * (z * spacing.Z);
        return left < 0 ? -1 : (int)Math.Min(size.X - 1, Math.Sqrt(left) / spacing.X);
    }

    /// <returns>[z + reach][half width]: the steps along y at which the ball is that wide.</returns>
    public int[][][] StepsByWidth(Size3 size)
    {
        var (height, depth) = (Reach(1, size), Reach(2, size));
        int[][] ByWidth(int z)
        {
            var all = Enumerable.Range(-height, 2 * height + 1).ToLookup(y => HalfWidth(y, z, size));
            return [.. Enumerable.Range(0, all.Max(group => group.Key) + 1).Select(width => all[width].ToArray())];
        }

        return [.. Enumerable.Range(-depth, 2 * depth + 1).Select(ByWidth)];
    }
}
