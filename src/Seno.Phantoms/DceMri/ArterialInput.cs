namespace Seno.Phantoms.DceMri;

/// <summary>Contrast medium in arterial blood after a dose of 0.1 mmol/kg: the population average of Parker et al. (Magn. Reson. Med. 56, 2006), and what leaves through the kidneys later.</summary>
/// <remarks>
/// Two Gaussians, the first pass and its recirculation, and an exponential behind a sigmoid. The first pass peaks 10 s after time 0. The exponential, fitted to a series of a few minutes, would halve every 4 minutes for
/// ever; from 6.6 minutes, where the two cross, plasma follows the slower one of Weinmann et al. (Physiol. Chem. Phys. Med. NMR 16, 1984) as Tofts and Kermode use it (Magn. Reson. Med. 17, 1991). Joining them there is ours.
/// </remarks>
public static class ArterialInput
{
    /// <value>Share of the blood that is cells, which contrast medium does not enter.</value>
    public const double Haematocrit = 0.42;

    private static readonly (double Area, double Centre, double Deviation)[] Passes = [(0.809, 0.17046, 0.0563), (0.330, 0.365, 0.132)];

    /// <value>mM in plasma at time 0 and rate per minute: 0.1 mmol/kg times 3.99 and 4.78 kg/l.</value>
    private static readonly (double Amplitude, double Rate)[] Elimination = [(0.399, 0.144), (0.478, 0.0111)];

    /// <value>Minutes from which plasma follows <see cref="Elimination"/>: where it crosses Parker's exponential.</value>
    private const double Late = 6.55756;

    /// <param name="minutes">After contrast medium reaches the artery.</param>
    /// <returns>mM in whole blood; 0 before time 0.</returns>
    public static double Blood(double minutes)
    {
        if (minutes < 0)
            return 0;
        if (minutes > Late)
            return (1 - Haematocrit) * Elimination.Sum(part => part.Amplitude * Math.Exp(-part.Rate * minutes));
        var concentration = 1.050 * Math.Exp(-0.1685 * minutes) / (1 + Math.Exp(-38.078 * (minutes - 0.483)));
        foreach (var (area, centre, deviation) in Passes)
        {
            var away = (minutes - centre) / deviation;
            concentration += area / (deviation * Math.Sqrt(2 * Math.PI)) * Math.Exp(-away * away / 2);
        }
        return concentration;
    }

    /// <param name="minutes">After contrast medium reaches the artery.</param>
    /// <returns>mM in plasma; 0 before time 0.</returns>
    public static double Plasma(double minutes) => Blood(minutes) / (1 - Haematocrit);
}
