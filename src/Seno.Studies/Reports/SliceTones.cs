using Seno.Imaging;
using SkiaSharp;

namespace Seno.Studies.Reports;

/// <summary>How intensities become pixels: grey between two percentiles of the volume, or a colour a label.</summary>
internal sealed record SliceTones(float Low, float High, bool Labels)
{
    private const int MostSamples = 1 << 20;

    /// <summary>HU: the darkest fat lies above it, and every gas below.</summary>
    private const float NoTissue = -300;

    /// <summary>Between the 0.5th and 99.5th percentile of evenly taken voxels: all of a small volume.</summary>
    public static SliceTones Of(Volume<float> image, bool labels)
    {
        var step = image.Array.Length / MostSamples + 1;
        var sample = new List<float>();
        for (long i = 0; i < image.Array.Length; i += step)
        {
            if (float.IsFinite(image.Array[i]))
                sample.Add(image.Array[i]);
        }
        if (sample.Count == 0)
            return new(0, 0, Labels: false);
        sample.Sort();
        var (low, high) = Window([.. sample]);
        return new(low, high, labels);
    }

    /// <summary>0.5th and 99.5th percentile; of what is no air where there is air in HU (CT), and then with as much above as shows what is brightest.</summary>
    /// <param name="sorted">At least one value.</param>
    internal static (float Low, float High) Window(float[] sorted)
    {
        var first = sorted[0] < 2 * NoTissue ? Array.FindIndex(sorted, value => value > NoTissue) : 0;
        if (first <= 0 || sorted.Length - first < 2)
            return (sorted[(int)(0.005 * (sorted.Length - 1))], sorted[(int)(0.995 * (sorted.Length - 1))]);
        var (low, high) = (sorted[first + (int)(0.02 * (sorted.Length - 1 - first))], sorted[first + (int)(0.98 * (sorted.Length - 1 - first))]);
        return (low - (high - low) / 4, high + (high - low) / 4);
    }

    public SKBitmap Picture(float[] values, int columns)
    {
        var bitmap = new SKBitmap(columns, values.Length / columns, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var pixels = bitmap.GetPixelSpan();
        for (var i = 0; i < values.Length; i++)
        {
            var colour = Colour(values[i]);
            var at = i / columns * bitmap.RowBytes + 4 * (i % columns);
            (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]) = (colour.Red, colour.Green, colour.Blue, 255);
        }
        return bitmap;
    }

    private SKColor Colour(float value)
    {
        if (Labels)
            return value == 0 ? SKColors.Black : SKColor.Parse(Palette.Of((int)Math.Abs(value) + 3));
        var grey = float.IsFinite(value) ? (byte)Math.Clamp(High > Low ? 255 * (value - Low) / (High - Low) : 128, 0, 255) : (byte)0;
        return new(grey, grey, grey);
    }
}
