using Seno.Core;

namespace Seno.Phantoms.Mammography;

/// <summary>A digital mammography unit: its geometry, beam, detector and display.</summary>
public sealed record MammographyScanner
{
    /// <value>mm, square. Default 0.1. Detectors have 0.05 to 0.1; above 0.2 calcifications are lost.</value>
    public double Pixel { get; init; } = 0.1;

    /// <value>mm from the detector to the source, which stands above the chest wall: a cone beam. Infinite: parallel rays. Default 650.</value>
    public double SourceDistance { get; init; } = 650;

    /// <value>mm from the breast's support to the detector. Default 12: cover and grid.</value>
    public double Gap { get; init; } = 12;

    /// <value>mm of the compressed breast next to the chest wall that the detector does not reach. Default 12.</value>
    public double MissedAtChestWall { get; init; } = 12;

    /// <value>Primary quanta that the detector counts per mm² behind the breast. Default 200 000: some 60 µGy at a quantum efficiency of 2/3, taking 5 000 quanta per mm² and µGy for a beam such as RQA-M 2 of IEC 62220-1-2 (rounded, from memory).</value>
    public double Quanta { get; init; } = 200_000;

    /// <value>Scattered quanta for each primary one where the breast has its full thickness. Default 0.1: with a grid. Without one about 0.5 for 50 mm; such ratios are the subject of Boone and Cooper, Med. Phys. 27, 2000, the two figures are ours.</value>
    public double ScatterToPrimary { get; init; } = 0.1;

    /// <value>Standard deviation of the Gaussian into which scatter spreads, mm. Default 12.</value>
    public double ScatterSpread { get; init; } = 12;

    /// <value>Standard deviation of the Gaussian point-spread function of focal spot, motion and pixel aperture, mm. Default 0.04: the MTF falls to a half at 4.7 per mm.</value>
    public double Blur { get; init; } = 0.04;

    /// <value>Share of the missing thickness that the display makes up for in the rim (<see cref="ThicknessCompensation"/>), 0..1. Default 1.</value>
    public double Equalisation { get; init; } = 1;

    /// <value>mm between the columns in which normal tissue is sampled, where pixels are smaller: half of its finest texture. Default 0.3.</value>
    public double TissueSampling { get; init; } = 0.3;

    /// <summary>The units of a cohort of several centres: the first is the reference; the others differ in pixel, dose, grid, blur and display.</summary>
    public static MammographyScanner OfCentre(int centre, ulong seed)
    {
        if (centre == 0)
            return new();
        var random = new SeededRandom(seed, "mammography centre", centre);
        double[] pixels = [0.07, 0.085, 0.1];
        return new()
        {
            Pixel = pixels[random.Next(pixels.Length)],
            SourceDistance = random.Uniform(600, 700),
            Quanta = 200_000 * random.Uniform(0.6, 1.5),
            ScatterToPrimary = random.Uniform(0.06, 0.2),
            ScatterSpread = random.Uniform(9, 18),
            Blur = random.Uniform(0.03, 0.08),
            Equalisation = random.Uniform(0.8, 1),
        };
    }

    /// <exception cref="ArgumentOutOfRangeException">A number that no unit has.</exception>
    internal static void Require(MammographyScanner scanner)
    {
        if (!(scanner.Pixel is >= 0.04 and <= 5 && scanner.TissueSampling is > 0 and <= 5))
            throw new ArgumentOutOfRangeException(nameof(scanner), $"pixels of {scanner.Pixel} mm and columns {scanner.TissueSampling} mm apart are not possible; 0.04 to 5 mm are");
        if (!(scanner.SourceDistance >= 300 && scanner.Gap >= 0 && scanner.MissedAtChestWall >= 0 && scanner.Quanta > 0))
            throw new ArgumentOutOfRangeException(nameof(scanner), "the source must be 300 mm away at least, gap and missed tissue not negative, and some quanta arrive");
        if (!(scanner.ScatterToPrimary >= 0 && scanner.ScatterSpread >= 0 && scanner.Blur >= 0 && scanner.Equalisation is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(scanner), "scatter and blur must not be negative, and equalisation lie between 0 and 1");
    }
}
