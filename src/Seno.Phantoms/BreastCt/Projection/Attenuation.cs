namespace Seno.Phantoms.BreastCt.Projection;

/// <summary>Linear attenuation coefficients, per mm, from 10 to 80 keV.</summary>
/// <remarks>
/// Mass attenuation coefficients of Hubbell and Seltzer, NIST Standard Reference Database 126 (water; aluminium; adipose tissue, skeletal
/// muscle and cortical bone as in ICRU Report 44), times the densities given there; between its energies straight lines in logarithms.
/// </remarks>
internal static class Attenuation
{
    private static readonly double[] Energies = [10, 15, 20, 30, 40, 50, 60, 80];

    public static double[] Water { get; } = Table(1.00, [5.329, 1.673, 0.8096, 0.3756, 0.2683, 0.2269, 0.2059, 0.1837]);

    public static double[] Adipose { get; } = Table(0.95, [3.268, 1.083, 0.5677, 0.3063, 0.2396, 0.2123, 0.1974, 0.1800]);

    public static double[] Muscle { get; } = Table(1.05, [5.356, 1.693, 0.8205, 0.3783, 0.2685, 0.2262, 0.2048, 0.1823]);

    public static double[] Bone { get; } = Table(1.92, [28.51, 9.032, 4.001, 1.331, 0.6655, 0.4242, 0.3148, 0.2229]);

    public static double[] Aluminium { get; } = Table(2.699, [26.23, 7.955, 3.441, 1.128, 0.5685, 0.3681, 0.2778, 0.2018]);

    /// <param name="table">One of those above.</param>
    /// <param name="energy">keV, 10 to 80.</param>
    public static double At(double[] table, double energy)
    {
        if (energy is not (>= 10 and <= 80))
            throw new ArgumentOutOfRangeException(nameof(energy), $"{energy} keV is outside 10 to 80 keV");
        var i = Math.Min(Array.FindLastIndex(Energies, known => known <= energy), Energies.Length - 2);
        var share = Math.Log(energy / Energies[i]) / Math.Log(Energies[i + 1] / Energies[i]);
        return Math.Exp((1 - share) * Math.Log(table[i]) + share * Math.Log(table[i + 1]));
    }

    private static double[] Table(double density, double[] squareCentimetresPerGram) => Array.ConvertAll(squareCentimetresPerGram, value => value * density / 10);
}
