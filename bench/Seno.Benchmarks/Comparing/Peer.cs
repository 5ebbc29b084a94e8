using System.Diagnostics;
using System.Text.Json;

namespace Seno.Benchmarks.Comparing;

/// <summary>A Python script that prints one line of JSON.</summary>
internal static class Peer
{
    /// <summary>Debian's own where there is one: it is the one that sees Debian's packages.</summary>
    public static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <returns>Numbers and texts by name; null where python3 or one of the script's modules is not installed.</returns>
    public static JsonElement? Run(string folder, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, [Path.Combine(folder, script), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var line = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
                return JsonDocument.Parse(line).RootElement;
            Console.Error.WriteLine($"{script}: {errors.Result.TrimEnd().Split('\n')[^1]}");
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            Console.Error.WriteLine($"{script}: {failure.Message}");
        }
        return null;
    }

    public static double? Milliseconds(this JsonElement? answer, string name) => answer?.GetProperty(name).GetDouble();
}
