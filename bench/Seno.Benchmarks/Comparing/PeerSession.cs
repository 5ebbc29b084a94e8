using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Seno.Benchmarks.Comparing;

/// <summary>A Python script that stays, does what it is told line by line, and answers each with its milliseconds: so that its work and ours can alternate.</summary>
internal sealed class PeerSession : IDisposable
{
    private readonly Process? process;

    public PeerSession(string folder, string script, params string[] arguments)
    {
        try
        {
            process = Process.Start(new ProcessStartInfo(Peer.Python, [Path.Combine(folder, script), .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true });
        }
        catch (Win32Exception failure)
        {
            Console.Error.WriteLine($"{script}: {failure.Message}");
        }
    }

    /// <returns>Null where python3 or one of the script's modules is not installed.</returns>
    public double? Milliseconds(string work)
    {
        if (process is null || process.HasExited)
            return null;
        try
        {
            process.StandardInput.WriteLine(work);
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // it ended between the question and the answer; its own message is on standard error
            return null;
        }
        return process.StandardOutput.ReadLine() is { } line ? JsonDocument.Parse(line).RootElement.GetProperty("ms").GetDouble() : null;
    }

    public void Dispose()
    {
        process?.StandardInput.Close();
        process?.WaitForExit();
        process?.Dispose();
    }
}
