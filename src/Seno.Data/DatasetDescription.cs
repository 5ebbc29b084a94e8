using System.Text.Json.Nodes;
using System.Text.Json;
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

    /// <exception cref="DataException">Missing or malformed.</exception>
    public static DatasetDescription Read(string path)
    {
        if (!File.Exists(path))
            throw new DataException(path, "does not exist", "Write dataset.json as nnU-Net describes it, or import the data set with 'seno dataset import'");
        var json = SenoJson.ReadFile<JsonObject>(path);
        try
        {
            var ending = json["file_ending"]?.GetValue<string>() ?? throw new DataException(path, "has no 'file_ending'", "Add for instance \"file_ending\": \".png\"");
            if (!ImageFile.Endings.Contains(ending))
                throw new DataException(path, $"has file_ending '{ending}'", $"Known: {string.Join(" ", ImageFile.Endings)}");
            var scheme = LabelSchemeReader.Read(path, json);
            return new()
            {
                Name = json["name"]?.GetValue<string>() ?? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))!,
                Modality = json["modality"]?.GetValue<string>(),
                Channels = ChannelsOf(path, json),
                Labels = scheme.Labels,
                Regions = scheme.Regions,
                Ignore = scheme.Ignore,
                FileEnding = ending,
            };
        }
        catch (Exception failure) when (failure is InvalidOperationException or FormatException or JsonException)
        {
            throw new DataException(path, $"does not have the expected form ({failure.Message.TrimEnd('.')})", "Write it as nnU-Net describes it", failure);
        }
    }

    /// <param name="path">dataset.json.</param>
    /// <param name="trainingCases">nnU-Net's numTraining.</param>
    public void Write(string path, int trainingCases)
    {
        var channels = new JsonObject(Channels.Select((name, i) => KeyValuePair.Create<string, JsonNode?>(i.ToString(System.Globalization.CultureInfo.InvariantCulture), name)));
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

    private static string[] ChannelsOf(string path, JsonObject json)
    {
        if (json["channel_names"] is not JsonObject { Count: > 0 } names)
            throw new DataException(path, "has no 'channel_names'", "Add for instance \"channel_names\": {\"0\": \"ultrasound\"}");
        return [.. Enumerable.Range(0, names.Count).Select(i => names[i.ToString(System.Globalization.CultureInfo.InvariantCulture)]?.GetValue<string>()
            ?? throw new DataException(path, $"channel_names lacks channel {i}", "Number the channels from 0 without gaps"))];
    }
}
