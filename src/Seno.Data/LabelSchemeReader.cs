using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Seno.Core;

namespace Seno.Data;

/// <summary>Reads 'labels' and 'regions_class_order' of dataset.json as nnU-Net v2 means them.</summary>
internal static class LabelSchemeReader
{
    private const string OrderKey = "regions_class_order";

    /// <param name="path">dataset.json, named in errors.</param>
    /// <param name="json">Its content.</param>
    /// <exception cref="DataException">
    /// A name comes twice, a value is none, values have gaps, "ignore" is not the highest, a region holds the background or nothing, or
    /// the order of regions is missing, of another length, or would not give back what the regions say.
    /// </exception>
    public static LabelScheme Read(string path, JsonObject json)
    {
        var labels = Listed(path, json["labels"]);
        if (labels.Count < 2)
            throw new DataException(
                path,
                "needs 'labels' with background and at least one more",
                "Add for instance \"labels\": {\"background\": 0, \"lesion\": 1}");
        var ignore = IgnoreOf(path, labels);
        labels.RemoveAll(label => label.Name == LabelScheme.IgnoreName);
        RequireBackground(path, labels);
        RequireConsecutive(path, [.. labels.SelectMany(label => label.Values).Distinct().Order()], ignore);
        return labels.Any(label => label.Values.Length > 1) ? Regions(path, labels, json[OrderKey], ignore) : Plain(path, labels, ignore);
    }

    private static LabelScheme Plain(string path, List<(string Name, int[] Values)> labels, int? ignore)
    {
        var shared = labels.GroupBy(label => label.Values[0]).FirstOrDefault(same => same.Count() > 1);
        if (shared is not null)
            throw new DataException(
                path,
                $"gives the labels {string.Join(" and ", shared.Select(label => $"'{label.Name}'"))} one value, {Text(shared.Key)}",
                "Give each label a value of its own");
        return new(
            labels.OrderBy(label => label.Values[0]).ToDictionary(label => label.Name, label => (byte)label.Values[0]),
            ignore: (byte?)ignore);
    }

    private static LabelScheme Regions(string path, List<(string Name, int[] Values)> labels, JsonNode? order, int? ignore)
    {
        var named = labels.Where(label => !label.Values.Contains(0)).ToArray();
        var written = OrderOf(path, order, named.Length);
        if (written.FirstOrDefault(value => !named.Any(region => region.Values.Contains(value))) is var unknown && unknown != 0)
            throw new DataException(
                path,
                $"{OrderKey} has {Text(unknown)}, which is in no region",
                "Give for each region, in their order, the value that is written where it is found");
        if (written.Contains(0))
            throw new DataException(
                path,
                $"{OrderKey} has 0, the background",
                "Give for each region, in their order, the value that is written where it is found");
        RequireReversible(path, named, written);
        LabelRegion[] regions = [.. named.Zip(
            written,
            (label, value) => new LabelRegion(label.Name, [.. label.Values.Select(each => (byte)each)], (byte)value))];
        var background = labels.First(label => label.Values.Contains(0)).Name;
        return new(
            regions.Select(region => (region.Name, region.Written)).Prepend((background, (byte)0)).ToDictionary(),
            regions,
            (byte?)ignore);
    }

    /// <summary>A perfect answer, written region by region, must lie in the same regions as the reference, or no prediction could be
    /// right.</summary>
    private static void RequireReversible(string path, (string Name, int[] Values)[] regions, int[] written)
    {
        foreach (var value in regions.SelectMany(region => region.Values).Distinct().Order())
        {
            var last = written[Array.FindLastIndex(regions, region => region.Values.Contains(value))];
            if (regions.FirstOrDefault(region => region.Values.Contains(value) != region.Values.Contains(last)) is { Name: { } region })
                throw new DataException(
                    path,
                    $"a voxel of value {Text(value)} would be written as {Text(last)} by {OrderKey}, and region '{region}' holds only one of the two",
                    "List a region before those within it, and give for each the value that it has outside them");
        }
    }

    private static int[] OrderOf(string path, JsonNode? order, int regions)
    {
        if (order is null)
            throw new DataException(
                path,
                $"has regions of several values, but no '{OrderKey}'",
                $"Add the value that is written for each region ({Text(regions)}), in their order, as nnU-Net describes it");
        var values = order is JsonArray list ? [.. list.Select(Whole)] : new int?[] { null };
        if (values.Contains(null))
            throw new DataException(path, $"'{OrderKey}' is {order.ToJsonString()}, no list of whole numbers", "Write it as [1, 2, 3]");
        return values.Length == regions
            ? [.. values.Select(value => value!.Value)]
            : throw new DataException(
                path,
                $"'{OrderKey}' has {Text(values.Length)} values for {Text(regions)} regions",
                "Give one for each region, background and ignore left out");
    }

    private static int? IgnoreOf(string path, List<(string Name, int[] Values)> labels)
    {
        var others = labels.Where(label => label.Name != LabelScheme.IgnoreName).ToArray();
        var alike = others.FirstOrDefault(label => label.Name.Trim().Equals(LabelScheme.IgnoreName, StringComparison.OrdinalIgnoreCase)).Name;
        if (alike is not null)
            throw new DataException(
                path,
                $"has a label '{alike}': nnU-Net leaves voxels out only under the name '{LabelScheme.IgnoreName}'",
                $"Name it '{LabelScheme.IgnoreName}', or otherwise if it is to be learnt");
        var ignore = labels.FirstOrDefault(label => label.Name == LabelScheme.IgnoreName).Values;
        if (ignore is null)
            return null;
        var next = others.SelectMany(label => label.Values).DefaultIfEmpty().Max() + 1;
        return ignore is [var value] && value == next
            ? value
            : throw new DataException(
                path,
                $"gives '{LabelScheme.IgnoreName}' the value {string.Join(", ", ignore)}",
                $"It must be the highest, {Text(next)} here: number it after all others, in the label maps too");
    }

    private static void RequireBackground(string path, List<(string Name, int[] Values)> labels)
    {
        if (labels.FirstOrDefault(label => label.Values.Length > 1 && label.Values.Contains(0)).Name is { } region)
            throw new DataException(path, $"region '{region}' holds 0, the background", "Leave 0 out of it");
        if (labels.Where(label => label.Values.Contains(0)).Skip(1).FirstOrDefault().Name is { } second)
            throw new DataException(path, $"label '{second}' is 0, the background, once more", "Give it a value of its own, or remove it");
        if (labels.Count < 2)
            throw new DataException(
                path,
                "needs 'labels' with background and at least one more that is learnt",
                "Add for instance \"labels\": {\"background\": 0, \"lesion\": 1}");
    }

    private static void RequireConsecutive(string path, int[] values, int? ignore)
    {
        if (!values.Select((value, i) => value == i).All(consecutive => consecutive))
            throw new DataException(
                path,
                $"labels have the values {string.Join(", ", values)}",
                "Number them 0 (background), 1, 2, … without gaps");
        if ((ignore ?? values[^1]) > byte.MaxValue)
            throw new DataException(path, $"has {Text(values.Length)} label values", "Use at most 256, 'ignore' among them");
    }

    /// <summary>In file order.</summary>
    private static List<(string Name, int[] Values)> Listed(string path, JsonNode? labels)
    {
        if (labels is not JsonObject named)
            return [];
        if (named.FirstOrDefault(label => !PlainText.Is(label.Key)).Key is { } unprintable)
            throw new DataException(
                path,
                $"has a label whose name holds a control character ('{PlainText.Of(unprintable)}')",
                "Write its name in letters and digits");
        if (named.Any(label => string.IsNullOrWhiteSpace(label.Key)))
            throw new DataException(path, "has a label without a name in 'labels'", "Name every label: tables and reports call it so");
        return [.. JsonSerializer.SerializeToElement(labels).EnumerateObject().Select(label => (label.Name, ValuesOf(path, label)))];
    }

    private static int[] ValuesOf(string path, JsonProperty label)
    {
        int?[] values = label.Value.ValueKind == JsonValueKind.Array
            ? [.. label.Value.EnumerateArray().Select(Whole)]
            : [Whole(label.Value)];
        return values.Length > 0 && values.All(value => value >= 0)
            ? [.. values.Select(value => value!.Value).Distinct()]
            : throw new DataException(
                path,
                $"gives the label '{label.Name}' the value {label.Value.GetRawText()}",
                "Write \"NAME\": 1, or for a region \"NAME\": [1, 2], as nnU-Net v2 does");
    }

    private static int? Whole(JsonNode? node) => node is JsonValue value ? Whole(value.Deserialize<JsonElement>()) : null;

    private static int? Whole(JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value)
        ? value
        : null;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
