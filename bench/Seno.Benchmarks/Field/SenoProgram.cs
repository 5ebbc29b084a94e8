using System.Diagnostics;

namespace Seno.Benchmarks.Field;

/// <summary>The program as a user starts it: a process, its two streams and its exit code.</summary>
/// <param name="Library">seno.dll.</param>
/// <param name="Allowed">Longer than this, and it is ended.</param>
internal sealed record SenoProgram(string Library, TimeSpan Allowed)
{
    /// <value>An exit code that the program never gives.</value>
    public const int TooLong = -1;

    public ProgramRun Run(params string[] arguments) => Run(arguments, null);

    /// <param name="arguments">Of the program.</param>
    /// <param name="folder">Where it is started; null for here.</param>
    public ProgramRun Run(string[] arguments, string? folder)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder ?? ""
        };
        foreach (var argument in arguments.Prepend(Path.GetFullPath(Library)))
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (process.WaitForExit(Allowed))
            return new(process.ExitCode, output.Result, error.Result);
        process.Kill(entireProcessTree: true);
        return new(TooLong, output.Result, error.Result);
    }
}
