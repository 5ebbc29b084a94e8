using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Seno.Core;

namespace Seno.Imaging.Formats.Dicom.Pixels;

/// <summary>A child process that decodes codestreams with GDCM: native code that a hostile file may crash, kept where it can hurt nothing.</summary>
/// <remarks>
/// A worker is kept for the next frame; one that dies or takes too long costs the file it was given, and the next file gets a new one. It
/// bounds its own memory, and ends when this process does, because its input ends. Frames travel as temporary files there and over the pipe back.
/// </remarks>
internal sealed class GdcmWorker : IDisposable
{
    private const long LargestAnswer = 1L << 31;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly ConcurrentBag<GdcmWorker> Idle = [];

    private readonly Process process;

    private GdcmWorker(Process process) => this.process = process;

    /// <param name="request">A DICOM file of one frame.</param>
    /// <param name="path">For messages.</param>
    /// <param name="library">Which GDCM; default: the one installed, in a worker that may be at work already.</param>
    /// <returns>Samples of the frame, little endian, those of a pixel side by side.</returns>
    /// <exception cref="DataException">GDCM is not installed, or cannot decode this, or died of it.</exception>
    public static byte[] Decode(byte[] request, string path, string? library = null)
    {
        var worker = library is null && Idle.TryTake(out var idle) && !idle.process.HasExited ? idle : Start(path, library);
        var answered = false;
        try
        {
            var answer = worker.Ask(request, path);
            answered = true;
            return answer;
        }
        catch (DataException)
        {
            answered = !worker.process.HasExited;
            throw;
        }
        finally
        {
            if (answered)
                Idle.Add(worker);
            else
                worker.Dispose();
        }
    }

    /// <returns>The library's version; null where GDCM is not installed.</returns>
    /// <exception cref="DataException">It is installed but does not start.</exception>
    public static string? Version()
    {
        if (GdcmLibrary.Find() is null)
            return null;
        using var worker = Start("GDCM");
        return System.Text.Encoding.UTF8.GetString(worker.Exchange("version", "GDCM"));
    }

    public static DataException Missing(string path) => new(path, "is compressed, and GDCM, which decodes it, is not installed", $"Install the package {DicomSupport.Package} (Debian, Ubuntu: sudo apt-get install {DicomSupport.Package})");

    public void Dispose()
    {
        Stop();
        process.Dispose();
    }

    private void Stop()
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // it ended by itself in this moment
        }
    }

    private static GdcmWorker Start(string path, string? library = null)
    {
        library ??= GdcmLibrary.Find() ?? throw Missing(path);
        var start = new ProcessStartInfo(DotnetHost(), [Path.Combine(AppContext.BaseDirectory, "Seno.DicomWorker.dll"), library])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // starts in half the time, and runs little managed code
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        try
        {
            var process = Process.Start(start)!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            return new(process);
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new DataException(path, "cannot be decoded: the worker that runs GDCM does not start", "Build Seno again with its start script", failure);
        }
    }

    /// <summary>The dotnet of this very runtime, also where it is on no path.</summary>
    private static string DotnetHost() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private byte[] Ask(byte[] request, string path)
    {
        var file = Path.Combine(Path.GetTempPath(), $"seno-{Guid.NewGuid():N}.dcm");
        try
        {
            File.WriteAllBytes(file, request);
            return Exchange(file, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Died(path, failure);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private byte[] Exchange(string line, string path)
    {
        using var deadline = new Timer(_ => Stop(), null, Patience, Timeout.InfiniteTimeSpan);
        try
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
            return Answer(process.StandardOutput.BaseStream, path);
        }
        catch (Exception failure) when (failure is EndOfStreamException or IOException)
        {
            process.WaitForExit(1000);
            throw Died(path, failure);
        }
    }

    /// <summary>A byte that is 0 where all is well, the length, and then the samples or the reason.</summary>
    private static byte[] Answer(Stream stream, string path)
    {
        Span<byte> header = stackalloc byte[9];
        stream.ReadExactly(header);
        var length = BinaryPrimitives.ReadInt64LittleEndian(header[1..]);
        if (length is < 0 or > LargestAnswer)
            throw new EndOfStreamException();
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return header[0] == 0 ? bytes : throw new DataException(path, $"cannot be decoded ({System.Text.Encoding.UTF8.GetString(bytes)})", "The file is damaged, or GDCM does not know this kind: try gdcmconv --raw or dcmdjpeg");
    }

    private static DataException Died(string path, Exception failure) => new(path, "stopped the process that decodes it, or took it longer than a minute", "The file is damaged or hostile: export it again, or leave it out", failure);
}
