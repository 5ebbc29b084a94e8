using System.Text.RegularExpressions;

namespace Seno.Core;

/// <summary>Files that are either whole or absent: written under a temporary name beside the target, then renamed.</summary>
public static partial class AtomicFile
{
    /// <summary>Writes <paramref name="path"/> through <paramref name="write"/>; on any failure the target is untouched and the temporary file is gone.</summary>
    /// <exception cref="DataException">The folder cannot be written to, the disk is full, the path is a device, or the file is an input of
    /// what is being done.</exception>
    public static void Write(string path, Action<Stream> write) => WriteByName(path, temporary =>
    {
        using var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        write(stream);
        stream.Flush(flushToDisk: true);
    });

    /// <summary>As <see cref="Write"/>, for a library that insists on a file name: it is given the temporary one, with the same extension.</summary>
    public static void WriteByName(string path, Action<string> write)
    {
        RegularFile.RequireTarget(path);
        OutputPaths.RequireFree(path);
        var full = Path.GetFullPath(path);
        var mark = $".{Environment.ProcessId}-{Environment.CurrentManagedThreadId}-";
        var temporary = Path.Combine(Path.GetDirectoryName(full)!, mark + Path.GetFileName(full));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            // Libraries say in many lines that a folder is not writable; this says it in one.
            File.Create(temporary).Dispose();
            write(temporary);
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, $"cannot be written ({failure.Message.TrimEnd('.')})", "Check that the folder is writable and the disk has room", failure);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    /// <summary>UTF-8 without byte-order mark.</summary>
    public static void WriteText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });

    /// <summary>Deletes what a process that was killed while it wrote left behind, in the folder and below it.</summary>
    /// <param name="folder">Nothing else may be writing to it; it need not exist.</param>
    public static void RemoveLeftovers(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => TargetOf(Path.GetFileName(file)) is not null).ToArray())
            File.Delete(file);
    }

    /// <summary>Deletes what a process that was killed while it wrote one of these files left behind, and nothing else.</summary>
    /// <param name="targets">Files that nothing else is writing; their folders need not exist.</param>
    public static void RemoveLeftovers(IEnumerable<string> targets)
    {
        foreach (var folder in targets.Select(Path.GetFullPath).GroupBy(target => Path.GetDirectoryName(target)!)
            .Where(folder => Directory.Exists(folder.Key)))
        {
            var names = folder.Select(target => Path.GetFileName(target)).ToHashSet(StringComparer.Ordinal);
            foreach (var file in Directory.EnumerateFiles(folder.Key)
                .Where(file => TargetOf(Path.GetFileName(file)) is { } target && names.Contains(target)).ToArray())
                File.Delete(file);
        }
    }

    /// <returns>The name that a file left behind was to get; null for any other file.</returns>
    private static string? TargetOf(string name) => Leftover().Match(name) is { Success: true } match ? match.Groups["target"].Value
        : null;

    /// <summary>Both forms that temporary names have had.</summary>
    [GeneratedRegex(@"^(?:(?<target>.+)\.\d+-\d+\.tmp|\.\d+-\d+-(?<target>.+))$")]
    private static partial Regex Leftover();
}
