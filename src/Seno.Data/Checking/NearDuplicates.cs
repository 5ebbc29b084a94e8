using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Data.Checking;

/// <summary>Groups images that are nearly the same: normalised correlation of 32×32 thumbnails above 0.97, taken transitively.</summary>
public static class NearDuplicates
{
    private const int Side = 32;

    /// <summary>Of the middle slice.</summary>
    /// <returns>1024 values of mean 0 and unit norm; all 0 for a constant image.</returns>
    public static float[] Thumbnail(Volume<float> image)
    {
        var small = new float[Side * Side];
        var area = image.Size.X * image.Size.Y;
        Resample.Plane(image.Span.Slice(image.Size.Z / 2 * area, area), image.Size.X, image.Size.Y, small, Side, Side, Interpolation.Linear, antiAlias: true);
        var mean = small.Average();
        var norm = MathF.Sqrt(small.Sum(value => (value - mean) * (value - mean)));
        return [.. small.Select(value => norm > 0 ? (value - mean) / norm : 0)];
    }

    /// <returns>Per image the index of its group, numbered by first appearance.</returns>
    public static int[] Groups(IReadOnlyList<float[]> thumbnails, double threshold = 0.97)
    {
        var parent = Enumerable.Range(0, thumbnails.Count).ToArray();
        int Root(int i) => parent[i] == i ? i : parent[i] = Root(parent[i]);
        for (var i = 0; i < thumbnails.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Correlation(thumbnails[i], thumbnails[j]) > threshold)
                    parent[Math.Max(Root(i), Root(j))] = Math.Min(Root(i), Root(j));
            }
        }
        var numbers = new Dictionary<int, int>();
        return [.. Enumerable.Range(0, thumbnails.Count).Select(i => numbers.TryGetValue(Root(i), out var number) ? number : numbers[Root(i)] = numbers.Count)];
    }

    private static float Correlation(float[] a, float[] b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
