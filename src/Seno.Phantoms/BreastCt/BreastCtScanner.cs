using Seno.Core;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.BreastCt;

/// <summary>A spiral breast CT: how it samples, blurs and disturbs what lies in it.</summary>
public sealed record BreastCtScanner
{
    /// <value>mm along each axis, where a volume of interest is reconstructed. Default 0.3.</value>
    public double Voxel { get; init; } = 0.3;

    /// <value>Standard deviation of the Gaussian point-spread function in the slices, voxel included, mm. Default 0.22: the MTF falls to 10 % at 1.55 per mm.</value>
    public double Blur { get; init; } = 0.22;

    /// <value>Standard deviation of the Gaussian along the axis, mm, that the spiral's interpolation adds to the slice's thickness, for object and noise. Default 0.2: with slices of 0.3 mm as wide as the point-spread function in the slices.</value>
    public double AxialBlur { get; init; } = 0.2;

    /// <value>Of the tube, kV; 30 to 69. Default 60.</value>
    public double Voltage { get; init; } = 60;

    /// <value>mm from the source to the axis. Default 650: as a clinical cone-beam prototype (Med. Phys. 48:1079, 2021).</value>
    public double SourceDistance { get; init; } = 650;

    /// <value>Standard deviation of the noise, HU, in the middle of a water cylinder, in voxels of 0.3 mm at a dose of 1. Default 32.</value>
    public double Noise { get; init; } = 32;

    /// <value>mm of that cylinder, behind which HU are stated too. Default 120.</value>
    public double ReferenceDiameter { get; init; } = 120;

    /// <value>Dose against the reference. Default 1.</value>
    public double Dose { get; init; } = 1;

    /// <value>Added to everything that is not air outside the field of view, HU. Default 0.</value>
    public double Offset { get; init; }

    /// <value>How much darker the centre is than the rim, HU (beam hardening and scatter). Default 12.</value>
    public double Cupping { get; init; } = 12;

    /// <value>Standard deviation of a ring's offset, HU. Default 2.</value>
    public double Rings { get; init; } = 2;

    /// <summary>The scanners of a cohort of several centres: the first is the reference; the others differ in voxel, kernel, voltage, dose, offset, cupping and rings.</summary>
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
            AxialBlur = random.Uniform(0.1, 0.4),
            Voltage = random.Uniform(49, 65),
        };
    }

    /// <returns>mm: the point-spread function in voxels of a given side (mm). A kernel suits its voxel: at the grid's limit the MTF is 10 % at most.</returns>
    public double BlurIn(double voxel) => Math.Max(Blur, 0.69 * voxel);

    /// <returns>mm: what the kernel adds to the voxel's own blur, of variance voxel²/12; noise is blurred by this alone.</returns>
    public double KernelBlur(double voxel) => Math.Sqrt(BlurIn(voxel) * BlurIn(voxel) - voxel * voxel / 12);

    /// <summary>Standard deviation of the noise, HU: σ² ∝ 1/(dose · thickness · kernel blur³), as a ramp under a Gaussian leaves the quanta's.</summary>
    /// <param name="voxel">mm, in the slices.</param>
    /// <param name="thickness">mm between slices.</param>
    public double NoiseIn(double voxel, double thickness) => Noise * Math.Pow(KernelBlur(0.3) / KernelBlur(voxel), 1.5) * Math.Sqrt(0.3 / thickness / Dose);

    /// <returns>mm from the axis to the rim of the image.</returns>
    internal static double FieldOfView(BreastAnatomy anatomy) => anatomy.Reach + 3;

    /// <returns>A ring's deviation against that near the axis, where few views average a faulty channel.</returns>
    /// <param name="voxels">From the axis.</param>
    internal static double RingShare(int voxels) => Math.Min(1, 12 / (voxels + 4.0));

    /// <returns>Whole HU in −1024..3071.</returns>
    internal static float Stored(double hounsfield) => (float)Math.Clamp(Math.Round(hounsfield), -1024, 3071);
}
