using System.Text.Json;
using Seno.Core;

namespace Seno.Learning.Training;

/// <summary>log.jsonl: one line an epoch, appended, so that curves can be drawn from it at any time.</summary>
public sealed class TrainingLog(string path)
{
    private static readonly JsonSerializerOptions OneLine = new(SenoJson.Options) { WriteIndented = false };

    public void Add(TrainingEpoch epoch) => File.AppendAllText(path, JsonSerializer.Serialize(epoch, OneLine) + "\n");

    public static IReadOnlyList<TrainingEpoch> Read(string path) =>
        [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<TrainingEpoch>(line, OneLine)!)];
}
