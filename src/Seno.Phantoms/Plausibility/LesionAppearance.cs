using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Phantoms.Plausibility;

/// <summary>How a lesion stands out from what lies about it.</summary>
/// <param name="Inside">Mean within the lesion.</param>
/// <param name="Outside">Mean of the ring about it.</param>
/// <param name="ContrastToNoise">(inside − outside) / √((variance inside + variance outside) / 2).</param>
/// <param name="AreaShare">Of the image, 0..1.</param>
/// <param name="WidthToHeight">Of the box about the lesion.</param>
/// <param name="Irregularity">Perimeter² / (4π area), from pixel edges by Cauchy–Crofton in four directions: 1 for a disc, more for a ragged outline.</param>
public sealed record LesionAppearance(double Inside, double Outside, double ContrastToNoise, double AreaShare, double WidthToHeight, double Irregularity)
{
    /// <param name="image">One slice.</param>
    /// <param name="lesion">Not 0 within it; on the image's grid.</param>
    /// <param name="region">Not 0 where the ring may lie.</param>
    /// <param name="ring">Width of the ring as a share of the lesion's equivalent radius.</param>
    /// <returns>Null without a lesion or a ring.</returns>
    public static LesionAppearance? Of(Volume<float> image, Volume<byte> lesion, Volume<byte> region, double ring = 0.6)
    {
        var pixels = lesion.Array.Count(value => value != 0);
        if (pixels == 0)
            return null;
        var spacing = lesion.Geometry.Spacing.X;
        var width = Math.Max(3, ring * Math.Sqrt(pixels / Math.PI)) * spacing;
        var distance = DistanceTransform.ToMask(lesion);
        var inside = Values(image, i => lesion.Array[i] != 0);
        var outside = Values(image, i => lesion.Array[i] == 0 && region.Array[i] != 0 && distance.Array[i] > spacing && distance.Array[i] <= width);
        if (outside.Length < 10)
            return null;
        var (one, other) = (inside.Average(), outside.Average());
        var noise = Math.Sqrt((inside.Average(value => (value - one) * (value - one)) + outside.Average(value => (value - other) * (value - other))) / 2);
        var perimeter = Perimeter(lesion);
        return new(one, other, noise > 0 ? (one - other) / noise : 0, pixels / (double)lesion.Array.Length, WidthToHeightOf(lesion), perimeter * perimeter / (4 * Math.PI * pixels));
    }

    private static double[] Values(Volume<float> image, Func<int, bool> chosen) => [.. Enumerable.Range(0, image.Array.Length).Where(chosen).Select(i => (double)image.Array[i])];

    private static double WidthToHeightOf(Volume<byte> lesion)
    {
        var (left, right, top, bottom) = (int.MaxValue, -1, int.MaxValue, -1);
        for (var y = 0; y < lesion.Size.Y; y++)
        {
            for (var x = 0; x < lesion.Size.X; x++)
            {
                if (lesion[x, y] != 0)
                    (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            }
        }
        return (right - left + 1.0) / (bottom - top + 1);
    }

    /// <summary>π/2 times the mean over directions of crossings times line spacing (Cauchy–Crofton).</summary>
    private static double Perimeter(Volume<byte> lesion)
    {
        var sum = 0.0;
        foreach (var (x, y) in new[] { (1, 0), (0, 1), (1, 1), (1, -1) })
            sum += Crossings(lesion, x, y) / Math.Sqrt(x * x + y * y);
        return Math.PI / 2 * (sum / 4);
    }

    private static int Crossings(Volume<byte> lesion, int stepX, int stepY)
    {
        var crossings = 0;
        for (var y = -1; y <= lesion.Size.Y; y++)
        {
            for (var x = -1; x <= lesion.Size.X; x++)
                crossings += Marked(lesion, x, y) == Marked(lesion, x + stepX, y + stepY) ? 0 : 1;
        }
        return crossings;
    }

    private static bool Marked(Volume<byte> lesion, int x, int y) => x >= 0 && y >= 0 && x < lesion.Size.X && y < lesion.Size.Y && lesion[x, y] != 0;
}
