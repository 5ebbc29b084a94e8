namespace Seno.Phantoms.Ultrasound;

/// <summary>A first ultrasound scanner: what it shows and how well.</summary>
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

    /// <value>Standard deviation across the beam, px. Default 1.7.</value>
    public double LateralSpread { get; init; } = 1.7;

    /// <value>Displayed range, dB. Default 55.</value>
    public double DynamicRange { get; init; } = 55;

    /// <value>Echo of the lesion against glandular tissue, dB. Default −18 to −11: darker than fat too.</value>
    public (double Low, double High) LesionContrast { get; init; } = (-18, -11);

    /// <value>Mean radius as a share of the width. Default 0.06 to 0.18.</value>
    public (double Low, double High) LesionRadius { get; init; } = (0.06, 0.18);

    /// <value>Share of images without a lesion. Default 0.</value>
    public double WithoutLesion { get; init; }
}
