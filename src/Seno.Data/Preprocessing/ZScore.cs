using Seno.Imaging;

namespace Seno.Data.Preprocessing;

/// <summary>Mean 0 and standard deviation 1 over the case.</summary>
public static class ZScore
{
    public static Volume<float> Of(Volume<float> image)
    {
        double sum = 0, squares = 0;
        foreach (var value in image.Span)
            sum += value;
        var mean = sum / image.Array.Length;
        foreach (var value in image.Span)
            squares += (value - mean) * (value - mean);
        var deviation = Math.Max(Math.Sqrt(squares / image.Array.Length), 1e-8);
        return image.Map(value => (float)((value - mean) / deviation));
    }
}
