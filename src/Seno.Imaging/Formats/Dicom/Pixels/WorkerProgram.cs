using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Seno.Imaging.Formats.Dicom.Pixels;

/// <summary>How a worker is started, and how long it may take for one frame.</summary>
/// <param name="Path">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Patience">After which it is stopped.</param>
internal sealed record WorkerProgram(string Path, IReadOnlyList<string> Arguments, TimeSpan Patience)
{
    /// <param name="library">gdcm-sharp.dll.</param>
    public static WorkerProgram Gdcm(string library) =>
        new(DotnetHost(), [System.IO.Path.Combine(AppContext.BaseDirectory, "Seno.DicomWorker.dll"), library], TimeSpan.FromMinutes(1));

    public ProcessStartInfo ToStartInfo()
    {
        var start = new ProcessStartInfo(Path, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // starts in half the time, and runs little managed code
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        return start;
    }

    /// <summary>The dotnet of this very runtime, also where it is on no path.</summary>
    private static string DotnetHost() => System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
