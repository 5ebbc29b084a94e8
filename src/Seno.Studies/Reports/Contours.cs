using Seno.Imaging;

namespace Seno.Studies.Reports;

/// <summary>The outline of the non-zero voxels of a slice, as line segments through the midpoints between voxel centres (marching squares).</summary>
internal static class Contours
{
    /// <param name="mask">Labels.</param>
    /// <param name="z">Slice.</param>
    /// <returns>Segments in voxels, the centre of voxel (0, 0) at (0.5, 0.5).</returns>
    public static IEnumerable<(float X0, float Y0, float X1, float Y1)> Of(Volume<byte> mask, int z)
    {
        for (var y = -1; y < mask.Size.Y; y++)
        {
            for (var x = -1; x < mask.Size.X; x++)
            {
                foreach (var segment in Cell(mask, x, y, z))
                    yield return segment;
            }
        }
    }

    private static IEnumerable<(float, float, float, float)> Cell(Volume<byte> mask, int x, int y, int z)
    {
        var code = Inside(mask, x, y, z) | Inside(mask, x + 1, y, z) << 1 | Inside(mask, x + 1, y + 1, z) << 2 | Inside(mask, x, y + 1, z) << 3;
        var (left, centreX, right) = (x + 0.5f, x + 1f, x + 1.5f);
        var (top, centreY, bottom) = (y + 0.5f, y + 1f, y + 1.5f);
        switch (code)
        {
            case 1 or 14:
                yield return (left, centreY, centreX, top);
                break;
            case 2 or 13:
                yield return (centreX, top, right, centreY);
                break;
            case 4 or 11:
                yield return (right, centreY, centreX, bottom);
                break;
            case 8 or 7:
                yield return (centreX, bottom, left, centreY);
                break;
            case 3 or 12:
                yield return (left, centreY, right, centreY);
                break;
            case 6 or 9:
                yield return (centreX, top, centreX, bottom);
                break;
            case 5:
                yield return (left, centreY, centreX, top);
                yield return (right, centreY, centreX, bottom);
                break;
            case 10:
                yield return (centreX, top, right, centreY);
                yield return (centreX, bottom, left, centreY);
                break;
        }
    }

    private static int Inside(Volume<byte> mask, int x, int y, int z) =>
        x >= 0 && y >= 0 && x < mask.Size.X && y < mask.Size.Y && mask[x, y, z] != 0 ? 1 : 0;
}
