using System.Security.Cryptography;
using Seno.Core;
using Seno.Data;
using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Benchmarks.Field;

/// <summary>One case being tried: its inputs, a scratch folder, and what was found right and wrong.</summary>
internal sealed class FieldRun(string inputs, string scratch, SenoProgram seno)
{
    private readonly List<FieldCheck> checks = [];

    public IReadOnlyList<FieldCheck> Checks => checks;

    /// <returns>Path of one of the case's own files or folders; never written to.</returns>
    public string Input(string name) => Path.Combine(inputs, name);

    /// <returns>Path in the scratch folder.</returns>
    public string Out(string name) => Path.Combine(scratch, name);

    /// <summary>Runs the program; that it never ends in "unexpected" is checked every time.</summary>
    public ProgramRun Seno(params string[] arguments)
    {
        var run = seno.Run(arguments);
        if (run.Fault is { } fault)
            Check($"seno {arguments[0]} ends as it should", false, fault);
        return run;
    }

    /// <summary>Trains for a few steps, enough for a run that predicts something.</summary>
    public ProgramRun Train(string dataset, string run, params string[] more) => Seno(
        ["train", dataset, "-o", run, "--iterations", "4", "--input-size", "32", "--width", "4", "--batch-size", "2", "--folds", "3", "--precision", "fp32", "-q", .. more]);

    public void Check(string what, bool right, string detail = "") => checks.Add(new(what, right, detail));

    public void Equal<T>(string what, T expected, T found) =>
        Check(what, EqualityComparer<T>.Default.Equals(expected, found), FormattableString.Invariant($"{found} instead of {expected}"));

    /// <summary>The command is refused in a sentence that holds all of the words.</summary>
    public void Refused(string what, ProgramRun run, params string[] words) =>
        Check(what, run.Refused && words.All(run.Says), $"code {run.ExitCode}: {run.LastLine}");

    public void Done(string what, ProgramRun run, params string[] words) =>
        Check(what, run.ExitCode == 0 && words.All(run.Says), $"code {run.ExitCode}: {run.LastLine}");

    /// <summary>Copies a folder of the case into the scratch folder.</summary>
    public string Copy(string name, string target)
    {
        foreach (var file in Directory.EnumerateFiles(Input(name), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Out(target), Path.GetRelativePath(Input(name), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllBytes(copy, File.ReadAllBytes(file));
        }
        return Out(target);
    }

    public static string HashOf(string folder) => Convert.ToHexString(SHA256.HashData(
        [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).SelectMany(file => SHA256.HashData(File.ReadAllBytes(file)))]));

    /// <returns>Null where the file is absent or unreadable.</returns>
    public static Volume<float>? ImageOf(string file)
    {
        try
        {
            return File.Exists(file) ? ImageFile.Read(file) : null;
        }
        catch (DataException)
        {
            return null;
        }
    }

    public static Plan? PlanOf(string run) =>
        File.Exists(Path.Combine(run, "plan.json")) ? Plan.Read(Path.Combine(run, "plan.json")) : null;
}
