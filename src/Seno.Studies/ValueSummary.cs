using Seno.Imaging;

namespace Seno.Studies;

/// <summary>Intensities in numbers.</summary>
/// <param name="Min">Least finite value.</param>
/// <param name="Max">Greatest finite value.</param>
/// <param name="Mean">Of the finite values.</param>
/// <param name="StandardDeviation">Of the finite values.</param>
/// <param name="NotFinite">Voxels that are NaN or infinite.</param>
/// <param name="Histogram">A bin a value where there are few, all whole (a label map); otherwise equal bins from least to greatest.</param>
public sealed record ValueSummary(double Min, double Max, double Mean, double StandardDeviation, long NotFinite, IReadOnlyList<ValueBin> Histogram)
{
    private const int Bins = 16;
    private const int FewValues = 16;

    /// <value>Whether every value is one of a few whole numbers.</value>
    public bool LooksLikeLabels => Histogram.Count > 0 && Histogram.All(bin => bin.From == bin.To);

    public static ValueSummary Of(IReadOnlyList<Volume<float>> volumes)
    {
        var (min, max, sum, count, total) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0L, 0L);
        ForEach(volumes, value => (min, max, sum, count) = (Math.Min(min, value), Math.Max(max, value), sum + value, count + 1));
        total = volumes.Sum(volume => volume.Array.LongLength);
        if (count == 0)
            return new(double.NaN, double.NaN, double.NaN, double.NaN, total, []);
        var (mean, squares) = (sum / count, 0.0);
        ForEach(volumes, value => squares += (value - mean) * (value - mean));
        return new(min, max, mean, Math.Sqrt(squares / count), total - count, Few(volumes) ?? Equal(volumes, min, max));
    }

    private static void ForEach(IReadOnlyList<Volume<float>> volumes, Action<double> work)
    {
        foreach (var volume in volumes)
        {
            foreach (var value in volume.Array)
            {
                if (float.IsFinite(value))
                    work(value);
            }
        }
    }

    private static ValueBin[]? Few(IReadOnlyList<Volume<float>> volumes)
    {
        var counts = new SortedDictionary<float, long>();
        foreach (var volume in volumes)
        {
            // label maps are long runs of one value
            for (int start = 0, end; start < volume.Array.Length; start = end)
            {
                var value = volume.Array[start];
                var run = volume.Span[start..].IndexOfAnyExcept(value);
                end = run < 0 ? volume.Array.Length : start + run;
                if (MathF.Floor(value) != value || (!counts.ContainsKey(value) && counts.Count == FewValues))
                    return null;
                counts[value] = counts.GetValueOrDefault(value) + end - start;
            }
        }
        return [.. counts.Select(count => new ValueBin(count.Key, count.Key, count.Value))];
    }

    private static ValueBin[] Equal(IReadOnlyList<Volume<float>> volumes, double min, double max)
    {
        var counts = new long[Bins];
        var width = max > min ? (max - min) / Bins : 1;
        ForEach(volumes, value => counts[Math.Clamp((int)((value - min) / width), 0, Bins - 1)]++);
        return [.. counts.Select((count, i) => new ValueBin(min + i * width, min + (i + 1) * width, count))];
    }
}
