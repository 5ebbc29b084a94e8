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

    /// <value>Values by name, background 0 first, consecutive.</value>
    public required IReadOnlyDictionary<string, byte> Labels { get; init; }

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
            return new()
            {
                Name = json["name"]?.GetValue<string>() ?? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))!,
                Modality = json["modality"]?.GetValue<string>(),
                Channels = ChannelsOf(path, json),
                Labels = LabelsOf(path, json),
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
        var labels = new JsonObject(Labels.OrderBy(label => label.Value).Select(label => KeyValuePair.Create<string, JsonNode?>(label.Key, (int)label.Value)));
        var json = new JsonObject
        {
            ["name"] = Name,
            ["channel_names"] = channels,
            ["labels"] = labels,
            ["numTraining"] = trainingCases,
            ["file_ending"] = FileEnding,
        };
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

    private static Dictionary<string, byte> LabelsOf(string path, JsonObject json)
    {
        if (json["labels"] is not JsonObject { Count: >= 2 } labels)
            throw new DataException(path, "needs 'labels' with background and at least one more", "Add for instance \"labels\": {\"background\": 0, \"lesion\": 1}");
        if (labels.FirstOrDefault(label => !PlainText.Is(label.Key)).Key is { } unprintable)
            throw new DataException(path, $"has a label whose name holds a control character ('{PlainText.Of(unprintable)}')", "Write its name in letters and digits");
        if (labels.FirstOrDefault(label => label.Value is JsonArray).Key is { } region)
            throw new DataException(path, $"label '{region}' is a region of several values, which Seno does not train on yet", "Give each label one value");
        var values = labels.Select(label => (Name: label.Key, Value: label.Value!.GetValue<int>())).OrderBy(label => label.Value).ToArray();
        if (!values.Select((label, i) => label.Value == i).All(consecutive => consecutive) || values.Length > 256)
            throw new DataException(path, $"labels have the values {string.Join(", ", values.Select(label => label.Value))}", "Number them 0 (background), 1, 2, … without gaps");
        return values.ToDictionary(label => label.Name, label => (byte)label.Value);
    }
}
