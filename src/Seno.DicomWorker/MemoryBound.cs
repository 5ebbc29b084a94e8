using System.Globalization;
using System.Runtime.InteropServices;

namespace Seno.DicomWorker;

/// <summary>A limit this process sets itself, so that a crafted image fails here instead of exhausting the machine.</summary>
internal static partial class MemoryBound
{
    /// <summary>For the decoder, beyond what the runtime has reserved: room for the largest frame DICOM can state in 16 bits, and for its decoder.</summary>
    private const ulong Bytes = 4UL << 30;

    private const int AddressSpace = 9;
    private const int CoreFile = 4;

    /// <summary>Only Linux has the call; elsewhere the deadline alone bounds the work.</summary>
    public static void Apply()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // the first number is the size of the address space in pages; the runtime reserves far more of it than it uses
        var pages = ulong.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[0], CultureInfo.InvariantCulture);
        var limit = pages * (ulong)Environment.SystemPageSize + Bytes;
        _ = SetLimit(AddressSpace, new(limit, limit));
        _ = SetLimit(CoreFile, new(0, 0));
    }

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    private readonly record struct Limit(ulong Soft, ulong Hard);
}
