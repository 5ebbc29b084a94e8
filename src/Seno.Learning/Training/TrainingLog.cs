using System.Text.Json;
using Seno.Core;

namespace Seno.Learning.Training;

/// <summary>log.jsonl: one line an epoch, appended, so that curves can be drawn from it at any time; and the same as TensorBoard events in tensorboard/ beside it.</summary>
public sealed class TrainingLog(string path)
{
    private readonly TensorBoardEvents events = new(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "tensorboard"));
    private static readonly JsonSerializerOptions OneLine = new(SenoJson.Options) { WriteIndented = false };

    public void Add(TrainingEpoch epoch)
    {
        File.AppendAllText(path, JsonSerializer.Serialize(epoch, OneLine) + "\n");
        events.Add(epoch);
    }

    /// <summary>Forgets epochs beyond a checkpoint that training goes on from: they come again.</summary>
    public void CutAfter(long iteration)
    {
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        var kept = lines.Where(line => Parse(line) is { } epoch && epoch.Iteration <= iteration).ToArray();
        if (kept.Length < lines.Length)
            AtomicFile.WriteText(path, string.Concat(kept.Select(line => line + "\n")));
        events.Restart([.. kept.Select(line => Parse(line)!)]);
    }

    /// <exception cref="DataException">Missing or unreadable.</exception>
    public static IReadOnlyList<TrainingEpoch> Read(string path)
    {
        try
        {
            return [.. File.ReadLines(path).Select(Parse).OfType<TrainingEpoch>()];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, "cannot be read", "Restore the log of the training, or train the fold again", failure);
        }
    }

    /// <summary>Null for a line that a crash cut short, or that is no epoch.</summary>
    private static TrainingEpoch? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainingEpoch>(line, OneLine) is { Scalars: not null } epoch ? epoch : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
