namespace Seno.Phantoms.DceMri;

/// <summary>Contrast medium in arterial blood after a dose of 0.1 mmol/kg: the population average of Parker et al. (Magn. Reson. Med. 56, 2006).</summary>
/// <remarks>Two Gaussians, the first pass and its recirculation, and an exponential behind a sigmoid. The first pass peaks 10 s after time 0.</remarks>
public static class ArterialInput
{
    /// <value>Share of the blood that is cells, which contrast medium does not enter.</value>
    public const double Haematocrit = 0.42;

    private static readonly (double Area, double Centre, double Deviation)[] Passes = [(0.809, 0.17046, 0.0563), (0.330, 0.365, 0.132)];

    /// <param name="minutes">After contrast medium reaches the artery.</param>
    /// <returns>mM in whole blood; 0 before time 0.</returns>
    public static double Blood(double minutes)
    {
        if (minutes < 0)
            return 0;
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
