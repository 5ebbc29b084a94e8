using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Seno.Core;

/// <summary>A new folder that only this user may enter and that does not outlive its process: patients' images pass through it.</summary>
/// <remarks>
/// It goes when it is disposed of, when the process ends, and when the process is asked to end (SIGTERM, SIGINT, SIGHUP). What a process
/// that was killed outright left behind is removed by the next one of the same user that calls <see cref="RemoveLeftovers"/> or makes a
/// folder: names hold the user and the process.
/// </remarks>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>
    /// By which a process that started after the folder was made counts as another of the same number: clocks of processes are coarse.
    /// </summary>
    private static readonly TimeSpan Coarse = TimeSpan.FromSeconds(5);

    private static readonly ConcurrentDictionary<string, byte> Alive = new(StringComparer.Ordinal);
    private static readonly Lazy<IReadOnlyList<IDisposable>> Watch = new(Watched);

    /// <summary>Held while something is made, so that nothing is made once the process is ending.</summary>
    private static readonly Lock Making = new();

    private static bool ending;

    /// <summary>Makes it, mode 0700, in the system's folder for temporary files.</summary>
    /// <exception cref="DataException">That folder is missing, full, or not writable.</exception>
    /// <exception cref="OperationCanceledException">The process is ending.</exception>
    public TemporaryFolder()
    {
        _ = Watch.Value;
        using var making = Making.EnterScope();
        RequireLife();
        try
        {
            Path = Directory.CreateTempSubdirectory(Prefix + Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "-").FullName;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(
                System.IO.Path.GetTempPath(),
                $"takes no temporary files ({failure.Message.TrimEnd('.')})",
                "Make room there, or set TMPDIR to a folder that is writable",
                failure);
        }
        Alive[Path] = 0;
    }

    public string Path { get; }

    /// <summary>Of every folder that this user's processes make.</summary>
    internal static string Prefix { get; } = $"seno-tmp-{string.Concat(Environment.UserName.Where(char.IsAsciiLetterOrDigit))}-";

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Creates a file that only this user may read, whatever the umask.</summary>
    /// <param name="path">In a temporary folder; folders between are made.</param>
    /// <exception cref="OperationCanceledException">The process is ending.</exception>
    /// <exception cref="IOException">It is there already, or cannot be written.</exception>
    public static FileStream Create(string path)
    {
        using var making = Making.EnterScope();
        RequireLife();
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }

    /// <summary>Removes this user's folders whose processes are gone. What cannot be removed is left.</summary>
    public static void RemoveLeftovers()
    {
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*").Where(IsOrphan).ToArray())
                Remove(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // the folder for temporary files cannot be listed: nothing to clean there
        }
    }

    public void Dispose()
    {
        // in this order: a process that ends meanwhile must still know of it
        Remove(Path);
        Alive.TryRemove(Path, out _);
    }

    private static IReadOnlyList<IDisposable> Watched()
    {
        RemoveLeftovers();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveAll();
        PosixSignal[] signals = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP];
        return [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Ending))];
    }

    /// <summary>Not where somebody else has taken the signal to end in good order: then the folders go at the process's exit.</summary>
    private static void Ending(PosixSignalContext context)
    {
        if (!context.Cancel)
            RemoveAll();
    }

    private static void RequireLife()
    {
        if (ending)
            throw new OperationCanceledException();
    }

    private static void RemoveAll()
    {
        lock (Making)
            ending = true;
        foreach (var folder in Alive.Keys)
            Remove(folder);
    }

    /// <summary>Again where another thread was just writing there.</summary>
    private static void Remove(string folder)
    {
        for (var attempt = 0; attempt < 50 && Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(attempt);
            }
        }
    }

    private static bool IsOrphan(string folder)
    {
        var name = System.IO.Path.GetFileName(folder)[Prefix.Length..];
        if (!int.TryParse(name.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime.ToUniversalTime() > Directory.GetCreationTimeUtc(folder) + Coarse;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception failure) when (failure is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // it ended in this moment, or cannot be looked at: next time
            return false;
        }
    }
}
