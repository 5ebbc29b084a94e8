using System.Numerics;

namespace Seno.Imaging.Operators;

/// <summary>Discrete Fourier transform of a power of two of values, in place (Cooley and Tukey, Math. Comput. 19, 1965).</summary>
internal static class FourierTransform
{
    public static void Forward(Span<Complex> values) => Transform(values, -1);

    /// <summary>Divided by the length, so that it undoes <see cref="Forward"/>.</summary>
    public static void Inverse(Span<Complex> values)
    {
        Transform(values, 1);
        foreach (ref var value in values)
            value /= values.Length;
    }

    private static void Transform(Span<Complex> values, int sign)
    {
        for (var (i, reversed) = (1, 0); i < values.Length; i++)
        {
            var bit = values.Length >> 1;
            for (; (reversed & bit) != 0; bit >>= 1)
                reversed ^= bit;
            reversed ^= bit;
            if (i < reversed)
                (values[i], values[reversed]) = (values[reversed], values[i]);
        }
        for (var half = 1; half < values.Length; half *= 2)
        {
            for (var k = 0; k < half; k++)
            {
                var turn = Complex.FromPolarCoordinates(1, sign * Math.PI * k / half);
                for (var i = k; i < values.Length; i += 2 * half)
                {
                    var odd = values[i + half] * turn;
                    (values[i], values[i + half]) = (values[i] + odd, values[i] - odd);
                }
            }
        }
    }
}
