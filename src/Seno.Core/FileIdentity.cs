using System.Runtime.InteropServices;

namespace Seno.Core;

/// <summary>What is the same for every name of one file or folder: its number on its disk, seen through links, hard links and other
/// spellings.</summary>
/// <param name="Disk">Of the device; 0 where the system does not tell.</param>
/// <param name="Number">Of the inode; 0 where the system does not tell.</param>
/// <param name="Path">Full, links followed, in capitals where the system ignores case; empty where the numbers are known.</param>
public readonly partial record struct FileIdentity(ulong Disk, ulong Number, string Path)
{
    private const int CurrentFolder = -100;
    private const uint InodeWanted = 0x100;

    /// <returns>Null where nothing is there.</returns>
    public static FileIdentity? Of(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            return null;
        if (OperatingSystem.IsLinux() && Status(path) is { } status)
            return status;
        if (!File.Exists(path) && !Directory.Exists(path))
            return null;
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var target = Directory.Exists(full) ? Directory.ResolveLinkTarget(full, true) : File.ResolveLinkTarget(full, true);
        var name = target?.FullName ?? full;
        return new(0, 0, OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? name.ToUpperInvariant() : name);
    }

    /// <returns>Whether the two names mean one existing file or folder.</returns>
    public static bool Same(string one, string other) => Of(one) is { } first && Of(other) is { } second && first == second;

    private static FileIdentity? Status(string path)
    {
        try
        {
            return Statx(CurrentFolder, path, 0, InodeWanted, out var status) == 0
                ? new((ulong)status.DiskMajor << 32 | status.DiskMinor, status.Inode, "")
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint wanted, out FileStatus status);

    /// <summary>struct statx of linux/stat.h: its layout is the same on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint DiskMajor;

        [FieldOffset(140)]
        public uint DiskMinor;
    }
}
