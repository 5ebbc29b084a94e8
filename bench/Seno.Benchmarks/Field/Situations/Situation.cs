using System.Security.Cryptography;
using System.Text;
using Seno.Core;

namespace Seno.Benchmarks.Field.Situations;

/// <summary>One damaged copy and one command, made from a number alone.</summary>
internal static class Situation
{
    private static readonly string[] MayChangeTheirInput = ["report", "train", "calibrate", "lock"];

    /// <returns>The command with what was done to its files, its end, and what is wrong with it; null where nothing is.</returns>
    public static (string What, int Code, string? Wrong) Try(
        int number,
        IReadOnlyList<SituationSeed> seeds,
        Prepared prepared,
        SenoProgram seno,
        string scratch)
    {
        var random = new SeededRandom(16, "situation", number);
        var seed = seeds[random.Next(seeds.Count)];
        var (input, output) = (Path.Combine(scratch, "in"), Path.Combine(scratch, "out"));
        foreach (var (from, to) in seed.Files)
        {
            var target = Path.Combine(input, to);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, File.ReadAllBytes(from));
        }
        var damages = Enumerable.Range(0, random.Next(4)).Select(_ => Damage.Do(input, random)).ToArray();
        var command = seed.Commands[random.Next(seed.Commands.Count)].Replace("TINY", Prepared.Tiny, StringComparison.Ordinal);
        string[] arguments = [.. command.Split(' ').Select(word => Filled(word, input, output, prepared, random))];
        var before = HashOf(input);
        var run = seno.Run(arguments, scratch);
        var what = $"{number}: {seed.Name}: {string.Join("; ", damages.DefaultIfEmpty("as it is"))}: seno {command}";
        var changed = !MayChangeTheirInput.Contains(arguments[0]) && !arguments.SkipLast(1).Contains("--case") && HashOf(input) != before;
        return (what, run.ExitCode, run.Fault ?? (changed ? $"changed its input (code {run.ExitCode})" : Leftover(scratch) is { } left ? $"left {left}" : null));
    }

    private static string Filled(string word, string input, string output, Prepared prepared, SeededRandom random)
    {
        var (head, tail) = word.IndexOf('/', StringComparison.Ordinal) is > 0 and var at ? (word[..at], word[at..]) : (word, "");
        return head switch
        {
            "IN" => input + tail,
            "OUT" => output + tail,
            "FILE" or "OTHER" => Directory.EnumerateFiles(input, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } files ? files[random.Next(files.Length)] : input,
            _ => prepared.Filled(head) + tail,
        };
    }

    private static string HashOf(string folder)
    {
        var text = new StringBuilder();
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            text.Append(entry).Append(new FileInfo(entry) is { Exists: true, LinkTarget: null } ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(entry))) : "").Append('\n');
        return text.ToString();
    }

    private static string? Leftover(string folder) =>
        Directory.EnumerateFiles(folder, "*.tmp", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).FirstOrDefault();
}
