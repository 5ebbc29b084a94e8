namespace Seno.Core;

/// <summary>The one door through which a user's file is read: pipes, devices and folders are turned away before they are opened, for
/// opening a pipe waits for ever.</summary>
public static class RegularFile
{
    /// <param name="path">The file; a link to a file counts as that file.</param>
    /// <param name="bufferSize">Bytes read ahead; 1 for none.</param>
    /// <exception cref="DataException">Missing, no regular file, or not readable.</exception>
    public static FileStream Open(string path, int bufferSize = 1 << 12)
    {
        Require(path);
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, "cannot be read", "Check the path and its permissions", failure);
        }
    }

    /// <returns>Bytes.</returns>
    /// <exception cref="DataException">Missing, or no regular file.</exception>
    public static long Length(string path)
    {
        Require(path);
        return new FileInfo(path).Length;
    }

    /// <summary>For a library that opens the file by its name.</summary>
    /// <exception cref="DataException">Missing, or no regular file.</exception>
    public static void Require(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
            throw new DataException(path, "is no path", "Check the path");
        if (Directory.Exists(path))
            throw new DataException(path, "is a folder where a file is expected", "Give a file");
        if (!File.Exists(path))
            throw new DataException(path, "does not exist", "Check the path");
        if (OtherKind(path) is { } kind)
            throw new DataException(path, $"is {kind}, no file that holds data", "Copy what it gives into a file, and give that");
    }

    /// <returns>Whether something else than a file or a folder is at that path: a pipe, a device, a socket.</returns>
    public static bool IsOther(string path) => OtherKind(path) is not null;

    /// <summary>A device that is written to as a file would be renamed over, and gone.</summary>
    /// <exception cref="DataException">There is something at that path which is no regular file.</exception>
    public static void RequireTarget(string path)
    {
        if (File.Exists(path) && OtherKind(path) is { } kind)
            throw new DataException(path, $"is {kind}, which a file would replace", "Give the name of a file");
    }

    /// <returns>"a named pipe" and so on; null for a regular file, and where the system does not say.</returns>
    private static string? OtherKind(string path) => (FileStatus.Of(path)?.Mode & 0xF000) switch
    {
        0x1000 => "a named pipe",
        0x2000 or 0x6000 => "a device",
        0xC000 => "a socket",
        _ => null,
    };
}
