using System.Runtime.InteropServices;

namespace Seno.Core;

/// <summary>What Linux tells of a file without opening it, links followed: the kind of thing it is, and its number on its disk.</summary>
/// <remarks>struct statx of linux/stat.h: its layout is the same on every processor.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal partial struct FileStatus
{
    private const int CurrentFolder = -100;
    private const uint TypeAndInode = 0x101;

    /// <summary>Kind (the upper four bits) and permissions.</summary>
    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Inode;

    [FieldOffset(136)]
    public uint DiskMajor;

    [FieldOffset(140)]
    public uint DiskMinor;

    /// <returns>Null where nothing is there, and on other systems.</returns>
    public static FileStatus? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            return Statx(CurrentFolder, path, 0, TypeAndInode, out var status) == 0 ? status : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint wanted, out FileStatus status);
}
