using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Seno.Core;
using Seno.Imaging.Formats;

namespace Seno.Data;

/// <summary>dataset.json, as nnU-Net v2 writes it; 'name' and 'modality' are Seno's additions.</summary>
public sealed record DatasetDescription
{
    public required string Name { get; init; }

    /// <value>"ultrasound", "mammography", "ct", "mri" or null.</value>
    public string? Modality { get; init; }

    /// <value>In file order.</value>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <value>Values by name, background 0 first and "ignore" left out; of regions, the value written for each.</value>
    public required IReadOnlyDictionary<string, byte> Labels { get; init; }

    /// <value>In the order they are written; null where every label is one value.</value>
    public IReadOnlyList<LabelRegion>? Regions { get; init; }

    /// <value>The value of voxels that were not annotated; null where all are.</value>
    public byte? Ignore { get; init; }

    public LabelScheme Scheme => new(Labels, Regions, Ignore);

    /// <value>".png", ".nii.gz", …</value>
    public required string FileEnding { get; init; }

    /// <param name="path">dataset.json.</param>
    /// <param name="warn">Told of what was understood otherwise than it may be meant, or left aside.</param>
    /// <exception cref="DataException">Missing or malformed: the key is named.</exception>
    public static DatasetDescription Read(string path, Action<string>? warn = null)
    {
        if (!File.Exists(path))
            throw new DataException(path, "does not exist", "Write dataset.json as nnU-Net describes it, or import the data set with 'seno dataset import'");
        var json = JsonObjectFile.Read(path);
        try
        {
            RequireOwnFiles(path, json);
            var scheme = LabelSchemeReader.Read(path, json);
            return new()
            {
                Name = Optional(path, json, "name", warn) ?? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))!,
                Modality = Optional(path, json, "modality", warn),
                Channels = ChannelsOf(path, json, warn),
                Labels = scheme.Labels,
                Regions = scheme.Regions,
                Ignore = scheme.Ignore,
                FileEnding = EndingOf(path, json),
            };
        }
        catch (Exception failure) when (failure is InvalidOperationException or FormatException or JsonException)
        {
            throw new DataException(path, $"does not have the expected form ({failure.Message.TrimEnd('.')})", "Write it as nnU-Net describes it", failure);
        }
    }

    /// <summary>States anew how many training cases there are; all else that the file says stays.</summary>
    /// <exception cref="DataException">No such file, or it is malformed.</exception>
    public static void WriteCount(string path, int trainingCases)
    {
        var json = JsonObjectFile.Read(path);
        json["numTraining"] = trainingCases;
        SenoJson.WriteFile(path, json);
    }

    /// <param name="path">dataset.json.</param>
    /// <param name="trainingCases">nnU-Net's numTraining.</param>
    public void Write(string path, int trainingCases)
    {
        var channels = new JsonObject(Channels.Select(
            (name, i) => KeyValuePair.Create<string, JsonNode?>(i.ToString(CultureInfo.InvariantCulture), name)));
        var labels = new JsonObject();
        foreach (var (name, value) in Labels.OrderBy(label => label.Value).Where(label => Regions is null || label.Value == 0))
            labels[name] = (int)value;
        foreach (var region in Regions ?? [])
            labels[region.Name] = new JsonArray([.. region.Values.Select(value => (JsonNode)(int)value)]);
        if (Ignore is { } ignore)
            labels[LabelScheme.IgnoreName] = (int)ignore;
        var json = new JsonObject
        {
            ["name"] = Name,
            ["channel_names"] = channels,
            ["labels"] = labels,
            ["numTraining"] = trainingCases,
            ["file_ending"] = FileEnding,
        };
        if (Regions is not null)
            json["regions_class_order"] = new JsonArray([.. Regions.Select(region => (JsonNode)(int)region.Written)]);
        if (Modality is not null)
            json["modality"] = Modality;
        SenoJson.WriteFile(path, json);
    }

    /// <summary>By number. nnU-Net takes the names in their order whatever the numbers are, and its users count from 1 too.</summary>
    private static string[] ChannelsOf(string path, JsonObject json, Action<string>? warn)
    {
        if (json["channel_names"] is null)
        {
            throw json["modality"] is JsonObject
                ? new DataException(
                    path,
                    "has no 'channel_names'; its 'modality' is what nnU-Net v1 called them",
                    "Rename the key 'modality' to 'channel_names'")
                : new DataException(path, "has no 'channel_names'", "Add for instance \"channel_names\": {\"0\": \"ultrasound\"}");
        }
        if (json["channel_names"] is not JsonObject { Count: > 0 } names)
            throw Wrong(path, json, "channel_names", "names by number: {\"0\": \"ultrasound\"}");
        var channels = new SortedDictionary<int, string>();
        foreach (var (key, node) in names)
        {
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new DataException(
                    path,
                    $"has '{key}' for a number in 'channel_names'",
                    "Write names by number: {\"0\": \"T1\", \"1\": \"T2\"}");
            if (node is not JsonValue value || !value.TryGetValue<string>(out var name) || name.Length == 0)
                throw new DataException(
                    path,
                    $"has no name for '{key}' in 'channel_names'",
                    "Write names by number: {\"0\": \"T1\", \"1\": \"T2\"}");
            if (!channels.TryAdd(number, name))
                throw new DataException(
                    path,
                    $"has channel {number.ToString(CultureInfo.InvariantCulture)} twice in 'channel_names'",
                    "Number the channels from 0 without gaps");
        }
        if (channels.Keys.Where((number, i) => number != i).Any())
        {
            warn?.Invoke($"{path}: 'channel_names' has the numbers {string.Join(", ", channels.Keys)}; they are taken, as by nnU-Net, "
                + $"for the files _0000{(channels.Count > 1 ? ", _0001, …" : "")} in this order");
        }
        return [.. channels.Values];
    }

    private static string EndingOf(string path, JsonObject json)
    {
        if (json["file_ending"] is null)
            throw new DataException(path, "has no 'file_ending'", "Add for instance \"file_ending\": \".png\"");
        if (json["file_ending"] is not JsonValue value || !value.TryGetValue<string>(out var ending))
            throw Wrong(path, json, "file_ending", "for instance \".png\"");
        return ImageFile.Endings.Contains(ending, StringComparer.OrdinalIgnoreCase)
            ? ending
            : throw new DataException(
                path,
                $"has file_ending '{ending}'",
                ImageFile.Endings.Contains("." + ending) ? $"Did you mean '.{ending}'?" : $"Known: {string.Join(" ", ImageFile.Endings)}");
    }

    /// <summary>
    /// What Seno reads and nnU-Net does not may mean something else there: nnU-Net v1 kept its channels under 'modality'.
    /// </summary>
    private static string? Optional(string path, JsonObject json, string key, Action<string>? warn)
    {
        if (json[key] is null)
            return null;
        if (json[key] is JsonValue value && value.TryGetValue<string>(out var text))
            return text.Length > 0 ? text : null;
        warn?.Invoke($"{path}: '{key}' is {JsonObjectFile.NameOf(json[key]!.GetValueKind())} where a text is expected; it is left aside");
        return null;
    }

    private static void RequireOwnFiles(string path, JsonObject json)
    {
        static bool Lists(JsonNode? node) => node is JsonObject files && (files.ContainsKey("images") || files.ContainsKey("label"));
        if (json["dataset"] is JsonObject { Count: > 0 } listed && listed.All(item => Lists(item.Value)))
            throw new DataException(
                path,
                "lists its files under 'dataset', which Seno does not follow",
                "Put them, or links to them, into imagesTr/CASE_0000 and labelsTr/CASE and remove the key");
    }

    private static DataException Wrong(string path, JsonObject json, string key, string right) =>
        new(
            path,
            $"has '{key}' that is {(json[key] is JsonObject ? "empty" : JsonObjectFile.NameOf(json[key]!.GetValueKind()))}",
            $"Write {right}");
}
