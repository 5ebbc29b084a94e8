using System.Text.Json;
using Seno.Core;

namespace Seno.Learning.Training;

/// <summary>replanning.jsonl of a fold: one line a <see cref="Replanning"/>, on disk before it takes effect.</summary>
public sealed class ReplanningLog(string path)
{
    private static readonly JsonSerializerOptions OneLine = new(SenoJson.Options) { WriteIndented = false };

    public static ReplanningLog In(string folder) => new(Path.Combine(folder, "replanning.jsonl"));

    /// <returns>In order; none where nothing was re-planned.</returns>
    /// <exception cref="DataException">A line is malformed, impossible or out of order.</exception>
    public IReadOnlyList<Replanning> Read()
    {
        var read = new List<Replanning>();
        foreach (var line in Lines())
        {
            var next = Parse(line);
            if (next is not { IsPossible: true } || (read.Count > 0 && next.Iteration < read[^1].Iteration))
            {
                var problem = $"line {read.Count + 1} is no re-planning that can follow the one before";
                throw new DataException(path, problem, "Restore the file, or remove the fold's folder to train it anew");
            }
            read.Add(next);
        }
        return read;
    }

    /// <exception cref="DataException">The folder cannot be written to, or the disk is full.</exception>
    public void Add(Replanning replanning)
    {
        var lines = Lines().Append(JsonSerializer.Serialize(replanning, OneLine));
        AtomicFile.WriteText(path, string.Concat(lines.Select(line => line + "\n")));
    }

    private string[] Lines() => File.Exists(path) ? File.ReadAllLines(path) : [];

    private static Replanning? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Replanning>(line, OneLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
