using Seno.Core;

namespace Seno.Studies;

/// <summary>Keeps two processes from writing one folder. The operating system frees it, however the process ends.</summary>
public sealed class RunLock : IDisposable
{
    private const string Name = ".lock";
    private readonly FileStream held;

    private RunLock(FileStream held) => this.held = held;

    /// <exception cref="DataException">Another process holds it.</exception>
    public static RunLock Take(string folder) =>
        TryTake(folder) ?? throw new DataException(folder, "is being written by another seno process", "Wait for it, stop it, or choose another run folder");

    /// <summary>As <see cref="Take"/>, after waiting for the other process: for work of seconds that several processes begin with.</summary>
    public static RunLock Await(string folder, TimeSpan longest, StudyOutput output, CancellationToken cancel)
    {
        const int PollMilliseconds = 200;
        for (var waited = TimeSpan.Zero; waited < longest; waited += TimeSpan.FromMilliseconds(PollMilliseconds))
        {
            if (TryTake(folder) is { } taken)
                return taken;
            output.Progress(new("waiting for another process to plan this run", 0, 0));
            cancel.WaitHandle.WaitOne(PollMilliseconds);
            cancel.ThrowIfCancellationRequested();
        }
        return Take(folder);
    }

    private static RunLock? TryTake(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            Directory.CreateDirectory(folder);
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (File.Exists(path))
                return new(stream);
            // Its last holder removed it between our opening and our locking.
            stream.Dispose();
            return null;
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new DataException(folder, "cannot be written to", "Choose another folder, or change its permissions", failure);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (IOException failure)
        {
            throw new DataException(folder, $"cannot be written to ({failure.Message.TrimEnd('.')})", "Choose another folder", failure);
        }
    }

    /// <summary>Leaves no trace: nor an empty folder, if nothing was written.</summary>
    public void Dispose()
    {
        File.Delete(held.Name);
        held.Dispose();
        var folder = Path.GetDirectoryName(held.Name)!;
        try
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
        catch (IOException)
        {
            // Another process began to use it.
        }
    }
}
