using Seno.Core;

namespace Seno.Phantoms.BreastCt;

/// <summary>A spiral breast CT: how it samples, blurs and disturbs what lies in it.</summary>
public sealed record BreastCtScanner
{
    /// <value>mm along each axis, where a volume of interest is reconstructed. Default 0.3.</value>
    public double Voxel { get; init; } = 0.3;

    /// <value>Standard deviation of the Gaussian point-spread function, mm. Default 0.22: the MTF falls to 10 % at 1.55 per mm.</value>
    public double Blur { get; init; } = 0.22;

    /// <value>Standard deviation of the noise, HU, in voxels of 0.3 mm at a dose of 1. Default 32.</value>
    public double Noise { get; init; } = 32;

    /// <value>Dose against the reference. Default 1.</value>
    public double Dose { get; init; } = 1;

    /// <value>Added to everything that is not air outside the field of view, HU. Default 0.</value>
    public double Offset { get; init; }

    /// <value>How much darker the centre is than the rim, HU (beam hardening and scatter). Default 12.</value>
    public double Cupping { get; init; } = 12;

    /// <value>Standard deviation of a ring's offset, HU. Default 2.</value>
    public double Rings { get; init; } = 2;

    /// <value>Correlation length of the noise along the axis, standard deviation in mm. Default 0.2.</value>
    public double AxialNoiseBlur { get; init; } = 0.2;

    /// <summary>The scanners of a cohort of several centres: the first is the reference; the others differ in kernel, dose, offset, cupping and rings.</summary>
    public static BreastCtScanner OfCentre(int centre, ulong seed)
    {
        if (centre == 0)
            return new();
        var random = new SeededRandom(seed, "breast CT centre", centre);
        return new()
        {
            Voxel = random.Uniform(0.25, 0.4),
            Blur = random.Uniform(0.16, 0.4),
            Noise = random.Uniform(22, 45),
            Dose = random.Uniform(0.6, 1.4),
            Offset = random.Uniform(-25, 25),
            Cupping = random.Uniform(0, 35),
            Rings = random.Uniform(0, 6),
            AxialNoiseBlur = random.Uniform(0.1, 0.4),
        };
    }

    /// <returns>HU, in voxels of the given size (mm): σ ∝ voxel^−3/2 dose^−1/2, as quanta have it.</returns>
    public double NoiseIn(double voxel) => Noise * Math.Pow(0.3 / voxel, 1.5) / Math.Sqrt(Dose);
}
