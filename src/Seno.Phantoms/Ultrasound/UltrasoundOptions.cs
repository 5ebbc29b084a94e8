using Seno.Core;

namespace Seno.Phantoms.Ultrasound;

/// <summary>An ultrasound scanner and the lesions it meets.</summary>
public sealed record UltrasoundOptions
{
    /// <value>Pixels across. Default 240.</value>
    public int Width { get; init; } = 240;

    /// <value>Pixels in depth. Default 200.</value>
    public int Depth { get; init; } = 200;

    /// <value>mm per pixel. Default 0.18.</value>
    public double Spacing { get; init; } = 0.18;

    /// <value>Standard deviation of the point-spread function along the beam, px. Default 0.9.</value>
    public double AxialSpread { get; init; } = 0.9;

    /// <value>Standard deviation across the beam at the focus, px. Default 1.5.</value>
    public double LateralSpread { get; init; } = 1.5;

    /// <value>Displayed range, dB. Default 55.</value>
    public double DynamicRange { get; init; } = 55;

    /// <value>MHz. Default 9.</value>
    public double Frequency { get; init; } = 9;

    /// <value>Lesions' diameters, mm. Default 5 to 18.</value>
    public (double Low, double High) Diameter { get; init; } = (5, 18);

    /// <value>Share of images without a lesion. Default 0.</value>
    public double WithoutLesion { get; init; }

    /// <value>Density class of the breasts; null to draw it.</value>
    public char? Density { get; init; }

    /// <summary>The scanners of a cohort of several centres: the first is the reference; the others differ in frequency, resolution and displayed range.</summary>
    public static UltrasoundOptions OfCentre(int centre, ulong seed)
    {
        if (centre == 0)
            return new();
        var random = new SeededRandom(seed, "ultrasound centre", centre);
        return new()
        {
            Frequency = random.Uniform(6, 13),
            AxialSpread = random.Uniform(0.7, 1.4),
            LateralSpread = random.Uniform(1.2, 2.6),
            DynamicRange = random.Uniform(45, 70),
        };
    }
}
