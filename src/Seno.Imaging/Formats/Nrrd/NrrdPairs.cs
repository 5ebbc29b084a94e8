using System.Globalization;

namespace Seno.Imaging.Formats.Nrrd;

/// <summary>Label names and times in NRRD's key/value pairs, as 3D Slicer writes them (Segment0_Name, MultiVolume.FrameLabels).</summary>
internal static class NrrdPairs
{
    private const string TimesKey = "MultiVolume.FrameLabels";
    private const string UnitKey = "MultiVolume.FrameIdentifyingDICOMTagUnits";

    /// <returns>What the pairs say, and those that say other things. Slicer's colours and extents of segments are dropped: they would not follow the image when it is turned.</returns>
    public static (IReadOnlyDictionary<byte, string> Labels, IReadOnlyList<double>? Times, IReadOnlyList<KeyValuePair<string, string>> Others) Split(IReadOnlyList<KeyValuePair<string, string>> pairs, int volumes)
    {
        var values = pairs.GroupBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        var labels = new SortedDictionary<byte, string>();
        foreach (var (key, value) in values)
        {
            if (key.StartsWith("Segment", StringComparison.Ordinal) && key.EndsWith("_LabelValue", StringComparison.Ordinal) && byte.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var label) && values.TryGetValue(key[..^"LabelValue".Length] + "Name", out var name))
                labels[label] = name;
        }
        var times = TimesOf(values, volumes);
        return (labels, times, [.. pairs.Where(pair => !(pair.Key.StartsWith("Segment", StringComparison.Ordinal) || (times is not null && pair.Key.StartsWith("MultiVolume.Frame", StringComparison.Ordinal))))]);
    }

    public static IEnumerable<KeyValuePair<string, string>> Of(IReadOnlyDictionary<byte, string> labels, IReadOnlyList<double>? times)
    {
        var number = 0;
        foreach (var (value, name) in labels.Where(label => label.Key > 0).OrderBy(label => label.Key))
        {
            var segment = string.Create(CultureInfo.InvariantCulture, $"Segment{number++}_");
            yield return new(segment + "ID", string.Create(CultureInfo.InvariantCulture, $"Segment_{value}"));
            yield return new(segment + "LabelValue", value.ToString(CultureInfo.InvariantCulture));
            yield return new(segment + "Layer", "0");
            yield return new(segment + "Name", name);
        }
        if (times is null)
            yield break;
        yield return new(TimesKey, string.Join(",", times.Select(time => HeaderText.Text(1000 * time))));
        yield return new(UnitKey, "ms");
    }

    private static IReadOnlyList<double>? TimesOf(Dictionary<string, string> values, int volumes)
    {
        var seconds = values.GetValueOrDefault(UnitKey) switch { "ms" => 1e-3, "s" => 1, _ => double.NaN };
        if (!values.TryGetValue(TimesKey, out var text) || double.IsNaN(seconds))
            return null;
        var times = text.Split(',').Select(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var time) ? seconds * time : double.NaN).ToArray();
        return times.Length == volumes && times.All(double.IsFinite) ? [.. times.Select(time => time - times[0])] : null;
    }
}
