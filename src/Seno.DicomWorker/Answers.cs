using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Seno.DicomWorker;

/// <summary>Standard output, kept from native code that would print into the midst of an answer: what is printed goes to standard error.</summary>
internal static partial class Answers
{
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();
        var own = Duplicate(1);
        _ = Replace(2, 1);
        return new FileStream(new SafeFileHandle(own, ownsHandle: true), FileAccess.Write, bufferSize: 1);
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Replace(int from, int to);
}
