namespace Seno.Benchmarks.Field;

/// <summary>How a run of the program ended.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    private static readonly string[] Faults = ["seno: unexpected", "Unhandled exception", "   at Seno.", "   at System.", "Segmentation fault", "Aborted"];

    /// <value>What no user should ever see: a stack trace, "unexpected", another exit code than 0, 1 and 2; null where all is well.</value>
    public string? Fault =>
        ExitCode == SenoProgram.TooLong ? "did not end in time"
        : ExitCode is not (0 or 1 or 2) ? $"ended with code {ExitCode}: {LastLine}"
        : Faults.FirstOrDefault(fault => Error.Contains(fault, StringComparison.Ordinal)) is { } fault ? $"says '{fault}': {LastLine}"
        : ExitCode != 0
            && !Error.Contains("seno: ", StringComparison.Ordinal)
            && Output.Length == 0 ? $"ended with code {ExitCode} and says nothing"
        : null;

    /// <value>Refused as bad data or bad usage, in a sentence.</value>
    public bool Refused => ExitCode is 1 or 2 && Fault is null;

    public string LastLine => Error.TrimEnd().Split('\n')[^1] is { Length: > 0 } line ? line : Output.TrimEnd().Split('\n')[^1];

    public bool Says(string text) => (Output + Error).Contains(text, StringComparison.OrdinalIgnoreCase);
}
