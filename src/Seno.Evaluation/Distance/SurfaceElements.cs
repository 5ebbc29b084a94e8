using Seno.Imaging;

namespace Seno.Evaluation.Distance;

/// <summary>The cells between voxel centres that a mask's surface crosses.</summary>
/// <param name="Grid">Of the cells; cell i lies between voxels i and i + 1.</param>
/// <param name="Cells">Their indices.</param>
/// <param name="Sizes">Length or area of the surface in each.</param>
internal sealed record SurfaceElements(Geometry Grid, List<int> Cells, List<double> Sizes)
{
    /// <param name="mask">0 or 1, with background all around.</param>
    public static SurfaceElements Of(Volume<byte> mask)
    {
        var size = mask.Size;
        var flat = mask.Geometry.Dimensions == 2;
        var grid = new Geometry(new(Math.Max(size.X - 1, 1), Math.Max(size.Y - 1, 1), flat ? 1 : size.Z - 1), mask.Geometry.Spacing);
        var elements = new SurfaceElements(grid, [], []);
        var sizes = flat ? SurfaceElementArea.Lengths(mask.Geometry.Spacing) : SurfaceElementArea.Areas(mask.Geometry.Spacing);
        ReadOnlySpan<byte> Row(int y, int z) => mask.Array.AsSpan(size.X * (y + size.Y * z), size.X);
        for (var z = 0; z < grid.Size.Z; z++)
        {
            for (var y = 0; y < size.Y - 1; y++)
                elements.Add(Row(y, z), Row(y + 1, z), flat ? [] : Row(y, z + 1), flat ? [] : Row(y + 1, z + 1), sizes, grid.Size.X * (y + grid.Size.Y * z));
        }
        return elements;
    }

    /// <summary>The cells between four rows; the latter two are empty in 2-D.</summary>
    private void Add(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d, double[] sizes, int first)
    {
        var low = Column(a, b, c, d, 0);
        for (var x = 1; x < a.Length; x++)
        {
            var high = Column(a, b, c, d, x);
            if (sizes[low | high << 1] is > 0 and var area)
            {
                Cells.Add(first + x - 1);
                Sizes.Add(area);
            }
            low = high;
        }
    }

    private static int Column(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d, int x) =>
        a[x] | b[x] << 2 | (c.IsEmpty ? 0 : c[x] << 4 | d[x] << 6);
}
