using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Seno.Imaging.Formats;

/// <summary>What every <see cref="VoxelType"/> is: width, name, and the values it holds.</summary>
public static class VoxelTypes
{
    /// <summary>From here on a float32, in which Seno computes, no longer holds every whole number.</summary>
    internal const float LargestExact = 1 << 24;

    /// <returns>Bytes a voxel.</returns>
    public static int Width(this VoxelType type) => type switch
    {
        VoxelType.UInt8 or VoxelType.Int8 => 1,
        VoxelType.UInt16 or VoxelType.Int16 => 2,
        VoxelType.UInt32 or VoxelType.Int32 or VoxelType.Float32 => 4,
        _ => 8,
    };

    /// <returns>"int16" and so on, as NumPy writes them.</returns>
    public static string Name(this VoxelType type) => type.ToString().ToLowerInvariant();

    public static bool Whole(this VoxelType type) => type is not (VoxelType.Float32 or VoxelType.Float64);

    /// <summary>Tells of whole numbers that float32 rounded.</summary>
    internal static void TellOfRounding(this VoxelType type, string path, IEnumerable<Volume<float>> volumes, Action<string>? warn)
    {
        if (type is VoxelType.Int32 or VoxelType.UInt32 or VoxelType.Int64 or VoxelType.UInt64 && volumes.Any(volume => volume.Array.Any(value => Math.Abs(value) > LargestExact)))
            warn?.Invoke($"{path}: holds whole numbers beyond ±{LargestExact:0}, rounded to float32");
    }

    /// <returns>Whether every value can be stored in <paramref name="type"/> as it is.</returns>
    internal static bool Holds(this VoxelType type, IEnumerable<Volume<float>> volumes)
    {
        if (!type.Whole())
            return true;
        var (low, high) = RangeOf(type);
        return volumes.All(volume => AllWhole(volume.Span, low, high));
    }

    /// <summary>2³² − 1 and its like are no floats: the bound above is the next power of two, and not itself allowed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AllWhole(ReadOnlySpan<float> values, float low, float high)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var (least, bound) = (new Vector<float>(low), new Vector<float>(high));
        foreach (var vector in vectors)
        {
            if (!Vector.EqualsAll(Vector.Floor(vector), vector) || !Vector.GreaterThanOrEqualAll(vector, least) || !Vector.LessThanAll(vector, bound))
                return false;
        }
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
        {
            if (!(value >= low && value < high && MathF.Floor(value) == value))
                return false;
        }
        return true;
    }

    /// <summary>The least value, and the first beyond the greatest.</summary>
    private static (float Low, float High) RangeOf(VoxelType type)
    {
        var bits = 8 * type.Width();
        var signed = type is VoxelType.Int8 or VoxelType.Int16 or VoxelType.Int32 or VoxelType.Int64;
        return signed ? (-MathF.Pow(2, bits - 1), MathF.Pow(2, bits - 1)) : (0, MathF.Pow(2, bits));
    }
}
