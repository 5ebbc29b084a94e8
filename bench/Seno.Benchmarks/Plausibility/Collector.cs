namespace Seno.Benchmarks.Plausibility;

/// <summary>Gathers numbers per image and curves to be averaged.</summary>
internal sealed class Collector(string name)
{
    private readonly Dictionary<string, List<(string Group, double Value)>> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<double, (double Sum, int Count)>> curves = new(StringComparer.Ordinal);
    private readonly HashSet<string> images = new(StringComparer.Ordinal);

    /// <summary>A number of an image; one that is not finite was not measurable and is left out.</summary>
    public void Add(Sample sample, string measure, double? value)
    {
        images.Add(sample.Id);
        if (value is not { } known || !double.IsFinite(known))
            return;
        if (!values.TryGetValue(measure, out var list))
            values[measure] = list = [];
        list.Add((sample.Group, known));
    }

    /// <summary>A curve of an image; points that are not finite are left out.</summary>
    public void Add(string curve, IEnumerable<(double X, double Y)> points)
    {
        if (!curves.TryGetValue(curve, out var sums))
            curves[curve] = sums = [];
        foreach (var (x, y) in points.Where(point => double.IsFinite(point.Y)))
        {
            var (sum, count) = sums.GetValueOrDefault(x);
            sums[x] = (sum + y, count + 1);
        }
    }

    public Measured Result() => new(name, images.Count, values, curves.ToDictionary(curve => curve.Key, curve => (IReadOnlyList<(double, double)>)[.. curve.Value.Select(point => (point.Key, point.Value.Sum / point.Value.Count))]));
}
