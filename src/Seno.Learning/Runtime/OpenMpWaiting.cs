using System.Runtime.InteropServices;

namespace Seno.Learning.Runtime;

/// <summary>How long libtorch's threads spin for one another before they sleep.</summary>
/// <remarks>
/// GCC's OpenMP spins 300,000 times at every barrier, some milliseconds. Where another process holds a core, the thread that all wait for
/// is not running meanwhile, and the spinning keeps it from another core: a step then takes several times as long. The time that a sleep
/// costs is about a thousand spins, and no more than that is worth spinning. docs/results/speed.md has figures.
/// </remarks>
internal static class OpenMpWaiting
{
    private const string SpinsOfGcc = "GOMP_SPINCOUNT";
    private const string Spins = "1000";

    /// <summary>What the user may have set, which stands.</summary>
    private static readonly string[] Settings = [SpinsOfGcc, "OMP_WAIT_POLICY"];

    /// <summary>To be called before OpenMP's library is loaded: it reads its settings once.</summary>
    public static void Shorten()
    {
        // .NET's own variables are a copy that native libraries never see.
        if (OperatingSystem.IsLinux() && Settings.All(name => Environment.GetEnvironmentVariable(name) is null))
            _ = SetVariable(SpinsOfGcc, Spins, 0);
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetVariable(string name, string value, int overwrite);
}
