using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace Seno.Learning.Networks.Kernels;

/// <summary>How a kernel reads and writes a tensor's numbers; inside it everything is float32.</summary>
internal unsafe interface IElements
{
    static abstract int Size { get; }

    static abstract ScalarType Type { get; }

    /// <summary>Sixteen numbers from the <paramref name="index"/>-th on.</summary>
    static abstract Vector512<float> Load(byte* data, nint index);

    static abstract void Store(byte* data, nint index, Vector512<float> values);

    static abstract float LoadOne(byte* data, nint index);

    static abstract void StoreOne(byte* data, nint index, float value);
}

internal readonly unsafe struct SingleElements : IElements
{
    public static int Size => sizeof(float);

    public static ScalarType Type => ScalarType.Float32;

    public static Vector512<float> Load(byte* data, nint index) => Vector512.Load((float*)data + index);

    public static void Store(byte* data, nint index, Vector512<float> values) => values.Store((float*)data + index);

    public static float LoadOne(byte* data, nint index) => ((float*)data)[index];

    public static void StoreOne(byte* data, nint index, float value) => ((float*)data)[index] = value;
}

/// <summary>The upper half of a float32, rounded to nearest, ties to even, as libtorch does.</summary>
internal readonly unsafe struct BFloat16Elements : IElements
{
    public static int Size => sizeof(ushort);

    public static ScalarType Type => ScalarType.BFloat16;

    public static Vector512<float> Load(byte* data, nint index)
    {
        var halves = Vector256.Load((ushort*)data + index);
        if (Avx512F.IsSupported)
            return (Avx512F.ConvertToVector512UInt32(halves) << 16).AsSingle();
        var (lower, upper) = Vector256.Widen(halves);
        return Vector512.Create(lower << 16, upper << 16).AsSingle();
    }

    public static void Store(byte* data, nint index, Vector512<float> values)
    {
        var bits = values.AsUInt32();
        var rounded = (bits + Vector512.Create(0x7FFFu) + ((bits >>> 16) & Vector512.Create(1u))) >>> 16;
        // The carry would turn some NaNs into numbers.
        var kept = Vector512.ConditionalSelect(Vector512.Equals(values, values).AsUInt32(), rounded, (bits >>> 16) | Vector512.Create(0x40u));
        var halves = Avx512F.IsSupported ? Avx512F.ConvertToVector256UInt16(kept) : Vector256.Narrow(kept.GetLower(), kept.GetUpper());
        halves.Store((ushort*)data + index);
    }

    public static float LoadOne(byte* data, nint index) => BitConverter.UInt32BitsToSingle((uint)((ushort*)data)[index] << 16);

    public static void StoreOne(byte* data, nint index, float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        ((ushort*)data)[index] = (ushort)(float.IsNaN(value) ? (bits >> 16) | 0x40 : (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
