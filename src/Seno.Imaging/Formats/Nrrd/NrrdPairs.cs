using System.Globalization;

namespace Seno.Imaging.Formats.Nrrd;

/// <summary>Label names and times in NRRD's key/value pairs, as 3D Slicer writes them (Segment0_Name, MultiVolume.FrameLabels).</summary>
internal static class NrrdPairs
{
    private const string TimesKey = "MultiVolume.FrameLabels";
    private const string UnitKey = "MultiVolume.FrameIdentifyingDICOMTagUnits";
    private const string LabelValue = "LabelValue";

    /// <returns>What the pairs say, and those that say other things. Slicer's colours and extents of segments are dropped: they would not follow the image when it is turned.</returns>
    public static NrrdMeaning Split(IReadOnlyList<KeyValuePair<string, string>> pairs, int volumes)
    {
        var values = pairs.GroupBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        var layers = Enumerable.Range(0, volumes).Select(_ => new SortedDictionary<byte, string>()).ToArray();
        var layered = false;
        foreach (var prefix in values.Keys.Where(IsLabelValue).Select(key => key[..^LabelValue.Length]))
        {
            var stated = values.TryGetValue(prefix + "Layer", out var text);
            layered |= stated && volumes > 1;
            if (byte.TryParse(values[prefix + LabelValue], NumberStyles.None, CultureInfo.InvariantCulture, out var label)
                && values.TryGetValue(prefix + "Name", out var name)
                && int.TryParse(text ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var layer)
                && layer < volumes)
                layers[layer][label] = name;
        }
        var times = TimesOf(values, volumes);
        return new(layered ? new SortedDictionary<byte, string>() : layers[0], layered ? layers : [], times, [.. pairs.Where(pair => !(pair.Key.StartsWith("Segment", StringComparison.Ordinal) || (times is not null && pair.Key.StartsWith("MultiVolume.Frame", StringComparison.Ordinal))))]);
    }

    /// <summary>Names that hold for every one of several volumes name no layer.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(ImageToWrite image)
    {
        var number = 0;
        var layers = image.LayerNames.Count > 0 ? image.LayerNames : [image.LabelNames];
        foreach (var (layer, value, name) in layers.SelectMany((names, layer) => names.Where(label => label.Key > 0).OrderBy(label => label.Key).Select(label => (layer, label.Key, label.Value))))
        {
            var segment = string.Create(CultureInfo.InvariantCulture, $"Segment{number++}_");
            yield return new(
                segment + "ID",
                string.Create(CultureInfo.InvariantCulture, $"Segment_{(layer > 0 ? $"{layer}_" : "")}{value}"));
            yield return new(segment + LabelValue, value.ToString(CultureInfo.InvariantCulture));
            if (image.Count == 1 || image.LayerNames.Count > 0)
                yield return new(segment + "Layer", layer.ToString(CultureInfo.InvariantCulture));
            yield return new(segment + "Name", name);
        }
        if (image.Times is not { } times)
            yield break;
        yield return new(TimesKey, string.Join(",", times.Select(time => HeaderText.Text(1000 * time))));
        yield return new(UnitKey, "ms");
    }

    private static bool IsLabelValue(string key) => key.StartsWith("Segment", StringComparison.Ordinal) && key.EndsWith(
        "_" + LabelValue,
        StringComparison.Ordinal);

    private static IReadOnlyList<double>? TimesOf(Dictionary<string, string> values, int volumes)
    {
        var seconds = values.GetValueOrDefault(UnitKey) switch { "ms" => 1e-3, "s" => 1, _ => double.NaN };
        if (!values.TryGetValue(TimesKey, out var text) || double.IsNaN(seconds))
            return null;
        var times = text.Split(',').Select(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var time) ? seconds * time : double.NaN).ToArray();
        return times.Length == volumes && times.All(double.IsFinite) ? [.. times.Select(time => time - times[0])] : null;
    }
}
