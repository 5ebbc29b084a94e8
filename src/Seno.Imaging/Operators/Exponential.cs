using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

internal static class Exponential
{
    /// <summary>e to a power that is not positive, to two units in the last place; 0 below −87. NaN gives something finite or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfNegative(Vector512<float> power)
    {
        var lowest = Vector512.Create(-87f);
        var clamped = Vector512.MaxNative(power, lowest);
        var whole = Vector512.Round(clamped * 1.44269504f);
        // ln 2 in two parts (Cody and Waite): the first has few enough digits for exact products.
        var rest = Vector512.FusedMultiplyAdd(whole, Vector512.Create(2.12194440e-4f), Vector512.FusedMultiplyAdd(whole, Vector512.Create(-0.693359375f), clamped));
        var series = Vector512.Create(1.9875691500e-4f);
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(1.3981999507e-3f));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(8.3334519073e-3f));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(4.1665795894e-2f));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(1.6666665459e-1f));
        series = Vector512.FusedMultiplyAdd(series, rest, Vector512.Create(5.0000001201e-1f));
        var fraction = Vector512.FusedMultiplyAdd(series * rest, rest, rest + Vector512<float>.One);
        var scale = Vector512.ShiftLeft(Vector512.ConvertToInt32Native(whole) + Vector512.Create(127), 23).AsSingle();
        return Vector512.ConditionalSelect(Vector512.LessThan(power, lowest), Vector512<float>.Zero, fraction * scale);
    }
}
