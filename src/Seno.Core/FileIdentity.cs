namespace Seno.Core;

/// <summary>What is the same for every name of one file or folder: its number on its disk, seen through links, hard links and other
/// spellings.</summary>
/// <param name="Disk">Of the device; 0 where the system does not tell.</param>
/// <param name="Number">Of the inode; 0 where the system does not tell.</param>
/// <param name="Path">Full, links followed, in capitals where the system ignores case; empty where the numbers are known.</param>
public readonly record struct FileIdentity(ulong Disk, ulong Number, string Path)
{
    /// <returns>Null where nothing is there.</returns>
    public static FileIdentity? Of(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            return null;
        if (FileStatus.Of(path) is { } status)
            return new((ulong)status.DiskMajor << 32 | status.DiskMinor, status.Inode, "");
        if (!File.Exists(path) && !Directory.Exists(path))
            return null;
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var target = Directory.Exists(full) ? Directory.ResolveLinkTarget(full, true) : File.ResolveLinkTarget(full, true);
        var name = target?.FullName ?? full;
        return new(0, 0, OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? name.ToUpperInvariant() : name);
    }

    /// <returns>Whether the two names mean one existing file or folder.</returns>
    public static bool Same(string one, string other) => Of(one) is { } first && Of(other) is { } second && first == second;
}
