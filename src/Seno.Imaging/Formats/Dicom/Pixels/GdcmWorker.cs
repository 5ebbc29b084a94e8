using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats.Dicom.Pixels;

/// <summary>A child process that decodes codestreams with GDCM: native code that a hostile file may crash, kept where it can hurt nothing.</summary>
/// <remarks>
/// A worker is kept for the next frame; one that dies or takes too long costs the file it was given, and the next file gets a new one. It
/// bounds its own memory, and ends when this process does, because its input ends. Frames travel as temporary files there and over the pipe back.
/// </remarks>
internal sealed class GdcmWorker : IDisposable
{
    /// <summary>Of a reason, or of a version.</summary>
    private const int LongestText = 1 << 16;

    private static readonly ConcurrentBag<GdcmWorker> Idle = [];

    private readonly Process process;
    private readonly TimeSpan patience;
    private volatile bool late;

    private GdcmWorker(Process process, TimeSpan patience)
    {
        this.process = process;
        this.patience = patience;
    }

    /// <param name="request">A DICOM file of one frame.</param>
    /// <param name="longest">Bytes that the frame may have; nothing is allocated for an answer that claims more.</param>
    /// <param name="path">For messages.</param>
    /// <param name="program">A worker for this request alone; default: GDCM's, which may be at work already and is kept.</param>
    /// <returns>Samples of the frame, little endian, those of a pixel side by side.</returns>
    /// <exception cref="DataException">GDCM is not installed, or cannot decode this, or died of it.</exception>
    public static byte[] Decode(byte[] request, long longest, string path, WorkerProgram? program = null)
    {
        var worker = program is null ? Kept() ?? Start(Installed(path), path) : Start(program, path);
        var answered = false;
        try
        {
            var (decoded, bytes) = worker.Ask(request, longest, path);
            answered = true;
            return decoded ? bytes : throw new DataException(path, $"cannot be decoded ({System.Text.Encoding.UTF8.GetString(bytes)})", "The file is damaged, or GDCM does not know this kind: try gdcmconv --raw or dcmdjpeg");
        }
        finally
        {
            if (answered && program is null)
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
        using var worker = Start(Installed("GDCM"), "GDCM");
        return System.Text.Encoding.UTF8.GetString(worker.Exchange("version", LongestText, "GDCM").Bytes);
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
            process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or AggregateException or System.ComponentModel.Win32Exception)
        {
            // it ended by itself in this moment
        }
    }

    /// <returns>A worker that has nothing to do; null where all are busy or gone.</returns>
    private static GdcmWorker? Kept()
    {
        while (Idle.TryTake(out var worker))
        {
            if (!worker.process.HasExited)
                return worker;
            worker.Dispose();
        }
        return null;
    }

    private static WorkerProgram Installed(string path) => WorkerProgram.Gdcm(GdcmLibrary.Find() ?? throw Missing(path));

    private static GdcmWorker Start(WorkerProgram program, string path)
    {
        try
        {
            var process = Process.Start(program.ToStartInfo())!;
            // read, or it would wait for room; not kept, however much it says
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
            return new(process, program.Patience);
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new DataException(path, "cannot be decoded: the worker that runs GDCM does not start", "Build Seno again with its start script", failure);
        }
    }

    private (bool Decoded, byte[] Bytes) Ask(byte[] request, long longest, string path)
    {
        using var folder = new TemporaryFolder();
        try
        {
            var file = folder.File("frame.dcm");
            using (var stream = TemporaryFolder.Create(file))
                stream.Write(request);
            return Exchange(file, longest, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(
                path,
                $"cannot be decoded: its frames cannot be handed over in {folder.Path}",
                "Check that the folder is writable and has room",
                failure);
        }
    }

    private (bool Decoded, byte[] Bytes) Exchange(string line, long longest, string path)
    {
        using var deadline = new Timer(_ => { late = true; Stop(); }, null, patience, Timeout.InfiniteTimeSpan);
        try
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
            return Answer(process.StandardOutput.BaseStream, longest, path);
        }
        catch (IOException failure)
        {
            throw Died(path, failure);
        }
    }

    /// <summary>A byte that is 0 where all is well, the length, and then the samples or the reason.</summary>
    private static (bool Decoded, byte[] Bytes) Answer(Stream stream, long longest, string path)
    {
        Span<byte> header = stackalloc byte[9];
        stream.ReadExactly(header);
        var (decoded, length) = (header[0] == 0, BinaryPrimitives.ReadInt64LittleEndian(header[1..]));
        if (length < 0 || length > (decoded ? Math.Min(longest, Array.MaxLength) : LongestText))
            throw new DataException(path, $"decodes to {length} bytes where {longest} are the most", "The file is damaged or hostile: export it again, or leave it out");
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return (decoded, bytes);
    }

    private DataException Died(string path, Exception failure) => new(
        path,
        late ? string.Create(CultureInfo.InvariantCulture, $"takes longer than {patience.TotalSeconds:0.#} s to decode") : "stopped the process that decodes it",
        "The file is damaged or hostile: export it again, or leave it out",
        failure);
}
