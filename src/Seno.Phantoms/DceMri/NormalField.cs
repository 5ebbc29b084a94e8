using Seno.Core;
using Seno.Imaging;

namespace Seno.Phantoms.DceMri;

/// <summary>A smooth, nearly normal random field of mean 0 and variance 1, defined at every point.</summary>
/// <remarks>Plane waves whose wave vectors are normal with deviation 1/L along each axis: over all fields the correlation at a distance r is exp(−r²/(2L²)).</remarks>
internal sealed class NormalField
{
    private const int Waves = 24;

    private readonly (Vector3 Wave, double Phase)[] waves;

    /// <param name="length">L, mm.</param>
    /// <param name="random">Consumed.</param>
    public NormalField(double length, SeededRandom random) => waves = [.. Enumerable.Range(0, Waves).Select(_ =>
        (1 / length * new Vector3(random.Normal(), random.Normal(), random.Normal()), random.Uniform(0, 2 * Math.PI)))];

    /// <param name="point">mm.</param>
    public double At(Vector3 point)
    {
        var sum = 0.0;
        foreach (var (wave, phase) in waves)
            sum += Math.Cos(wave.Dot(point) + phase);
        return Math.Sqrt(2.0 / Waves) * sum;
    }
}
