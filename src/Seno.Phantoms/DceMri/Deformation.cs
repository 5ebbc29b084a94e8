using Seno.Core;
using Seno.Imaging;

namespace Seno.Phantoms.DceMri;

/// <summary>Where the breast lies in one phase against the reference: a shift, and a smooth displacement on top.</summary>
/// <remarks>A breast sags, breathes and relaxes between phases: its motion is not rigid (Rueckert et al., IEEE Trans. Med. Imaging 18, 1999). Amplitude and correlation length are ours.</remarks>
internal sealed class Deformation
{
    /// <value>mm over which displacements are alike: the correlation at a distance r is exp(−r²/(2 · 25²)).</value>
    private const double Length = 25;
    private const int Waves = 8;

    private readonly (Vector3 Wave, double Phase, Vector3 Amplitude)[] waves;

    /// <param name="shift">mm.</param>
    /// <param name="amplitude">Standard deviation of the displacement along each axis, mm; 0: rigid.</param>
    /// <param name="random">Consumed.</param>
    public Deformation(Vector3 shift, double amplitude, SeededRandom random)
    {
        Shift = shift;
        waves = [.. Enumerable.Range(0, amplitude == 0 ? 0 : Waves).Select(_ =>
            (1 / Length * Normal(random), random.Uniform(0, 2 * Math.PI), amplitude * Math.Sqrt(2.0 / Waves) * Normal(random)))];
    }

    public Vector3 Shift { get; }

    /// <value>Nothing moves but the shift.</value>
    public bool IsRigid => waves.Length == 0;

    /// <param name="point">mm, where the scanner sees it once the shift is undone.</param>
    /// <returns>mm, where that tissue lies in the reference.</returns>
    public Vector3 Undone(Vector3 point)
    {
        var place = point;
        foreach (var (wave, phase, amplitude) in waves)
            place -= Math.Cos(wave.Dot(point) + phase) * amplitude;
        return place;
    }

    private static Vector3 Normal(SeededRandom random) => new(random.Normal(), random.Normal(), random.Normal());
}
