namespace Seno.Phantoms.BreastCt.Projection;

/// <summary>The quanta of a tube by energy, and how water and bone attenuate them.</summary>
internal sealed class Spectrum
{
    private const double Threshold = 15;
    private const double BinWidth = 5;

    /// <value>mm of aluminium that the beam has passed.</value>
    private const double Filter = 3;

    private Spectrum(double[] shares, double[] energies)
    {
        Shares = shares;
        Energies = energies;
        Water = Array.ConvertAll(energies, energy => Attenuation.At(Attenuation.Water, energy));
        Bone = Array.ConvertAll(energies, energy => Attenuation.At(Attenuation.Bone, energy));
    }

    /// <value>Of the quanta, by bin; their sum is 1.</value>
    public double[] Shares { get; }

    /// <value>Mean energy of each bin's quanta, keV.</value>
    public double[] Energies { get; }

    /// <value>Per mm, by bin.</value>
    public double[] Water { get; }

    /// <value>Per mm of cortical bone, by bin.</value>
    public double[] Bone { get; }

    /// <summary>Tungsten's bremsstrahlung behind 3 mm of aluminium, in steps of 5 keV above 15 keV.</summary>
    /// <remarks>
    /// Kramers' law, N(E) ∝ V/E − 1 (Philosophical Magazine 46, 1923). Below 69.5 kV the tube has no K lines and its L lines, below 12 keV, do
    /// not pass the filter, so that the law is close in shape; filter, threshold and steps are ours.
    /// </remarks>
    /// <param name="voltage">kV, 30 to 69.</param>
    public static Spectrum Tungsten(double voltage)
    {
        if (voltage is not (>= 30 and <= 69))
            throw new ArgumentOutOfRangeException(nameof(voltage), $"{voltage} kV is outside 30 to 69 kV, where tungsten shows no K lines");
        var (shares, energies) = (new List<double>(), new List<double>());
        for (var low = Threshold; low < voltage; low += BinWidth)
        {
            const int Steps = 20;
            var (quanta, energy, width) = (0.0, 0.0, (Math.Min(low + BinWidth, voltage) - low) / Steps);
            for (var i = 0; i < Steps; i++)
            {
                var at = low + (i + 0.5) * width;
                var count = width * (voltage / at - 1) * Math.Exp(-Attenuation.At(Attenuation.Aluminium, at) * Filter);
                quanta += count;
                energy += count * at;
            }
            shares.Add(quanta);
            energies.Add(energy / quanta);
        }
        var sum = shares.Sum();
        return new([.. shares.Select(share => share / sum)], [.. energies]);
    }

    /// <param name="energy">keV.</param>
    public static Spectrum Monoenergetic(double energy) => new([1], [energy]);

    /// <returns>Share of the quanta that pass.</returns>
    /// <param name="water">mm.</param>
    public double Transmission(double water)
    {
        var sum = 0.0;
        for (var bin = 0; bin < Shares.Length; bin++)
            sum += Shares[bin] * Math.Exp(-Water[bin] * water);
        return sum;
    }

    /// <summary>What a little bone attenuates against as much water, behind a given path through water.</summary>
    /// <param name="water">mm.</param>
    public double BoneToWater(double water)
    {
        var (bone, same) = (0.0, 0.0);
        for (var bin = 0; bin < Shares.Length; bin++)
        {
            var passing = Shares[bin] * Math.Exp(-Water[bin] * water);
            bone += passing * Bone[bin];
            same += passing * Water[bin];
        }
        return bone / same;
    }
}
