using System.Numerics;
using System.Runtime.CompilerServices;

namespace Seno.Phantoms;

/// <summary>Discrete Fourier transform of power-of-two length, in place, forward without a factor and inverse with 1/n.</summary>
/// <remarks>Cooley and Tukey, radix 2, with twiddles computed in double precision.</remarks>
internal sealed class FourierTransform
{
    private readonly int length;
    private readonly Complex[] twiddles;
    private readonly int[] reversed;

    /// <exception cref="ArgumentOutOfRangeException">Not a power of two.</exception>
    public FourierTransform(int length)
    {
        if (length < 1 || !BitOperations.IsPow2(length))
            throw new ArgumentOutOfRangeException(nameof(length), "must be a power of two");
        this.length = length;
        twiddles = [.. Enumerable.Range(0, length / 2).Select(i => Complex.FromPolarCoordinates(1, -2 * Math.PI * i / length))];
        reversed = new int[length];
        for (var i = 1; i < length; i++)
            reversed[i] = (reversed[i >> 1] >> 1) | ((i & 1) == 0 ? 0 : length >> 1);
    }

    public void Forward(Span<Complex> values) => Transform(values, inverse: false);

    public void Inverse(Span<Complex> values)
    {
        Transform(values, inverse: true);
        foreach (ref var value in values)
            value /= length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform(Span<Complex> values, bool inverse)
    {
        for (var i = 0; i < length; i++)
        {
            if (i < reversed[i])
                (values[i], values[reversed[i]]) = (values[reversed[i]], values[i]);
        }
        for (var half = 1; half < length; half <<= 1)
        {
            var step = length / (2 * half);
            for (var start = 0; start < length; start += 2 * half)
            {
                for (var i = 0; i < half; i++)
                {
                    var twiddle = twiddles[i * step];
                    var (a, b) = (values[start + i], values[start + i + half]);
                    var (real, imaginary) = (twiddle.Real, inverse ? -twiddle.Imaginary : twiddle.Imaginary);
                    var turned = new Complex(b.Real * real - b.Imaginary * imaginary, b.Real * imaginary + b.Imaginary * real);
                    values[start + i] = a + turned;
                    values[start + i + half] = a - turned;
                }
            }
        }
    }
}
