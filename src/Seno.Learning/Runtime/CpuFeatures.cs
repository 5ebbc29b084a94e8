using System.Runtime.Intrinsics.X86;
using System.Runtime.Intrinsics.Arm;

namespace Seno.Learning.Runtime;

/// <summary>The processor, as far as it decides how fast tensors are.</summary>
public static class CpuFeatures
{
    /// <value>The maker's name for it, or "unknown processor".</value>
    public static string Model { get; } = ReadModel();

    /// <value>Instruction sets that matter here, best first.</value>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. new (string Name, bool Has)[]
        {
            ("AMX-BF16", Leaf(7, 0).Edx >> 22 is var amx && (amx & 1) == 1),
            ("AVX512-BF16", (Leaf(7, 1).Eax >> 5 & 1) == 1),
            ("AVX-512", Avx512F.IsSupported),
            ("AVX2", Avx2.IsSupported),
            ("FMA", Fma.IsSupported),
            ("NEON", AdvSimd.IsSupported),
        }.Where(feature => feature.Has).Select(feature => feature.Name),
    ];

    /// <value>Whether it multiplies bfloat16 numbers by instructions of its own, and the system lets programs use them.</value>
    public static bool HasBfloat16 { get; } = Avx512F.IsSupported && Names.Any(name => name is "AMX-BF16" or "AVX512-BF16");

    private static (int Eax, int Edx) Leaf(int function, int sub)
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < function)
            return default;
        var (eax, _, _, edx) = X86Base.CpuId(function, sub);
        return (eax, edx);
    }

    private static string ReadModel()
    {
        const string Linux = "/proc/cpuinfo";
        var line = File.Exists(Linux) ? File.ReadLines(Linux).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is not null ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
    }
}
