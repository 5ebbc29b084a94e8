using System.Globalization;
using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Runtime;

/// <summary>Tells oneDNN, inside libtorch, how large the processor's caches are where a hypervisor keeps that from it.</summary>
/// <remarks>
/// On AMD processors oneDNN 3.7 takes its cache sizes from CPUID leaf 0x8000001D and believes a blank one: a cache of one byte. Its
/// reorders then leave the padding of channel blocks uninitialised, and convolutions of channel numbers other than multiples of 16
/// return noise or NaN, and differently each time (oneDNN's issue 5313 is the same fault on ARM; PyTorch's issue 163347 shows it on AMD).
/// </remarks>
internal static unsafe class OneDnnCacheSizes
{
    private const int CacheLeaf = unchecked((int)0x8000001D);
    private const int FirstLevelLeaf = unchecked((int)0x80000005);
    private const int SecondLevelLeaf = unchecked((int)0x80000006);
    private const int Levels = 3;
    private const int Reserved = 10;

    /// <summary>What Xbyak's <c>Cpu</c> holds after reading blank leaves: one core, thrice one byte shared by one core, three levels.</summary>
    private static readonly int[] Blank = [1, 1, .. Caches(1, 1, 1), .. Caches(1, 1, 1), Levels];

    /// <value>Whether CPUID is blank where oneDNN looks.</value>
    public static bool AreHidden { get; } = OperatingSystem.IsLinux() && X86Base.IsSupported && IsAmd() && X86Base.CpuId(CacheLeaf, 0) is (0, 0, 0, 0);

    /// <summary>Corrects the sizes, once libtorch is loaded; where they are not found, oneDNN is not used at all.</summary>
    /// <param name="handle">Of the library that holds oneDNN.</param>
    /// <param name="library">Its file name.</param>
    public static void Reveal(nint handle, string library)
    {
        if (!AreHidden)
            return;
        AwakenOneDnn();
        var found = 0;
        foreach (var (start, end) in WritableMemory(library))
        {
            for (var at = (int*)start; at + Blank.Length <= (int*)end; at++)
            {
                if (!new ReadOnlySpan<int>(at, Blank.Length).SequenceEqual(Blank))
                    continue;
                Caches(FirstLevel(), SecondLevel(), SecondLevel()).CopyTo(new Span<int>(at + 2, Reserved));
                found++;
            }
        }
        if (found == 0)
            TorchRuntime.Disable(handle, "_ZN2at7Context20setUserEnabledMkldnnEb");
    }

    private static bool IsAmd() => X86Base.CpuId(0, 0) is (_, 0x68747541, 0x444D4163, 0x69746E65);

    private static int[] Caches(int first, int second, int third) => [first, second, third, .. new int[Reserved - Levels]];

    /// <summary>Bytes; oneDNN's own guess where CPUID does not say.</summary>
    private static int FirstLevel() => X86Base.CpuId(FirstLevelLeaf, 0).Ecx >>> 24 is > 0 and var kilobytes ? kilobytes << 10 : 32 << 10;

    private static int SecondLevel() => X86Base.CpuId(SecondLevelLeaf, 0).Ecx >>> 16 is > 0 and var kilobytes ? kilobytes << 10 : 512 << 10;

    /// <summary>It reads the processor at its first convolution.</summary>
    private static void AwakenOneDnn()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        nn.functional.conv2d(zeros(16, 16, 8, 8), zeros(16, 16, 3, 3));
    }

    /// <summary>The library's writable segments, the zero-initialised one that follows its file among them.</summary>
    private static List<(nint Start, nint End)> WritableMemory(string library)
    {
        var found = new List<(nint, nint)>();
        nint last = 0;
        foreach (var line in File.ReadLines("/proc/self/maps"))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var bounds = parts[0].Split('-');
            var (start, end) = (Address(bounds[0]), Address(bounds[1]));
            var own = parts.Length > 5 ? Path.GetFileName(parts[^1]) == library : start == last;
            if (!own)
                continue;
            last = end;
            if (parts[1].StartsWith("rw", StringComparison.Ordinal))
                found.Add((start, end));
        }
        return found;
    }

    private static nint Address(string text) => nint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
