using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Lesions;

/// <summary>A smooth random field over directions, by which an outline departs from its smooth form: what readers call microlobulated or angular margins.</summary>
/// <remarks>
/// Plane waves of random direction and phase, seen on the unit sphere: nearly normal, and bounded, so that the lesion stays a star about its centre. A contour r(1 + ε) with the variance σ² in
/// waves of n to a turn has perimeter² / (4π area) ≈ 1 + Σ (n² − 1) σₙ²: 6 % at n = 8 is 1.23.
/// </remarks>
internal sealed class OutlineRoughness
{
    /// <value>Waves to a turn: ours, coarser than voxels on a lesion of 5 mm and finer than its lobes.</value>
    private static readonly (double Low, double High) WavesPerTurn = (5, 13);
    private const int Waves = 12;

    /// <value>Standard deviations at which the field is cut off.</value>
    private const double Highest = 2;

    private readonly (Vector3 Wave, double Phase)[] waves;
    private readonly double height;

    /// <param name="deviation">As a share of the radius; 0: a smooth outline.</param>
    /// <param name="random">Consumed.</param>
    /// <param name="wavesPerTurn">From and to; null: 5 to 13.</param>
    public OutlineRoughness(double deviation, SeededRandom random, (double Low, double High)? wavesPerTurn = null)
    {
        var (low, high) = wavesPerTurn ?? WavesPerTurn;
        height = deviation * Math.Sqrt(2.0 / Waves);
        Bound = Highest * deviation;
        waves = [.. Enumerable.Range(0, deviation > 0 ? Waves : 0).Select(_ =>
            (random.Uniform(low, high) * Ducts.Unit(Ducts.Wobble(random)), random.Uniform(0, 2 * Math.PI)))];
    }

    /// <value>No departure is larger.</value>
    public double Bound { get; }

    /// <param name="direction">Unit length.</param>
    /// <returns>Share of the radius, mean 0.</returns>
    public double Towards(Vector3 direction)
    {
        var sum = 0.0;
        foreach (var (wave, phase) in waves)
            sum += Math.Cos(wave.Dot(direction) + phase);
        return Math.Clamp(height * sum, -Bound, Bound);
    }
}
