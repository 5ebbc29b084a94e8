using System.Numerics;

namespace Seno.Imaging.Operators;

/// <summary>Vertices (voxels), edges, squares and cubes of a grid in the order in which they enter as a threshold falls from the image's maximum.</summary>
/// <remarks>
/// A cell enters with the last of its voxels, so foreground is joined at faces and background at corners. Equal voxels enter by index and
/// the cells of one voxel by number: the same small change to every image on this grid, so that one image above another stays above.
/// A cell's number is its extent (a bit per axis) times the voxels, plus the index of its first voxel.
/// </remarks>
internal sealed class CubicalFiltration
{
    private readonly int voxels;
    private readonly int[] ranks;
    private readonly int[] places;
    private readonly int[] order;
    private readonly int[]?[] cells = new int[4][];

    public CubicalFiltration(Volume<float> image)
    {
        (Image, Size, Dimensions) = (image, image.Size, image.Geometry.Dimensions);
        voxels = checked((int)Size.Voxels);
        Steps = [1, Size.X, Size.X * Size.Y];
        order = Descending(image.Array);
        ranks = new int[checked(voxels << Dimensions)];
        places = new int[ranks.Length];
        for (var rank = 0; rank < voxels; rank++)
            ranks[order[rank]] = places[order[rank]] = rank;
        cells[0] = order;
        for (var extent = 1; extent < 1 << Dimensions; extent++)
            RankCells(extent);
        for (var dimension = 1; dimension <= Dimensions; dimension++)
            Sort(dimension);
    }

    public Volume<float> Image { get; }

    public Size3 Size { get; }

    /// <value>2 or 3.</value>
    public int Dimensions { get; }

    /// <value>From a voxel to the next along each axis.</value>
    public int[] Steps { get; }

    /// <value>One past the highest number of a cell.</value>
    public int Count => ranks.Length;

    /// <value>Of every cell, by number: how many of its dimension enter before it.</value>
    public int[] Places => places;

    /// <returns>The cells of a dimension, by number, in the order they enter.</returns>
    public int[] Cells(int dimension) => cells[dimension]!;

    /// <returns>The voxel with which a cell enters.</returns>
    public int Voxel(int cell) => order[ranks[cell]];

    /// <returns>The value at which a cell enters.</returns>
    public float Value(int cell) => Image.Array[Voxel(cell)];

    /// <summary>The cells that bound a cell, two per axis of its extent.</summary>
    /// <returns>How many.</returns>
    public int Facets(int cell, Span<int> facets)
    {
        var (extent, voxel) = Math.DivRem(cell, voxels);
        var count = 0;
        for (var axis = 0; axis < Dimensions; axis++)
        {
            if ((extent >> axis & 1) == 0)
                continue;
            var facet = (extent ^ 1 << axis) * voxels + voxel;
            (facets[count], facets[count + 1]) = (facet, facet + Steps[axis]);
            count += 2;
        }
        return count;
    }

    /// <returns>The two cells of the grid's own dimension on either side of one a dimension lower; −1: outside.</returns>
    public (int Before, int After) Sides(int cell)
    {
        var (extent, voxel) = Math.DivRem(cell, voxels);
        var axis = BitOperations.TrailingZeroCount(~extent);
        var after = (extent | 1 << axis) * voxels + voxel;
        var position = voxel / Steps[axis] % Size[axis];
        return (position > 0 ? after - Steps[axis] : -1, position < Size[axis] - 1 ? after : -1);
    }

    private static int[] Descending(float[] values)
    {
        var keys = new ulong[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(values[i] + 0f);
            var ascending = (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
            keys[i] = (ulong)~ascending << 32 | (uint)i;
        }
        Array.Sort(keys);
        return [.. keys.Select(key => (int)(uint)key)];
    }

    private void RankCells(int extent)
    {
        var axis = BitOperations.Log2((uint)extent);
        var (lower, step) = (extent ^ 1 << axis, Steps[axis]);
        var (first, facet) = (extent * voxels, lower * voxels);
        for (var voxel = 0; voxel < voxels; voxel++)
        {
            var inside = voxel / step % Size[axis] < Size[axis] - 1 && ranks[facet + voxel] >= 0;
            ranks[first + voxel] = inside ? Math.Max(ranks[facet + voxel], ranks[facet + voxel + step]) : -1;
        }
    }

    /// <summary>By the rank of the voxel they enter with: a counting sort, which leaves equal ones by number.</summary>
    private void Sort(int dimension)
    {
        var starts = new int[voxels + 1];
        ForEachCell(dimension, cell => starts[ranks[cell] + 1]++);
        for (var rank = 0; rank < voxels; rank++)
            starts[rank + 1] += starts[rank];
        var sorted = new int[starts[voxels]];
        ForEachCell(dimension, cell =>
        {
            var place = starts[ranks[cell]]++;
            (sorted[place], places[cell]) = (cell, place);
        });
        cells[dimension] = sorted;
    }

    private void ForEachCell(int dimension, Action<int> action)
    {
        for (var extent = 1; extent < 1 << Dimensions; extent++)
        {
            if (BitOperations.PopCount((uint)extent) != dimension)
                continue;
            for (var cell = extent * voxels; cell < (extent + 1) * voxels; cell++)
            {
                if (ranks[cell] >= 0)
                    action(cell);
            }
        }
    }
}
