using Seno.Core;

namespace Seno.Phantoms.Ultrasound;

/// <summary>An ultrasound scanner and the lesions it meets.</summary>
public sealed record UltrasoundOptions
{
    /// <value>Pixels across. Default 240.</value>
    public int Width { get; init; } = 240;

    /// <value>Pixels in depth. Default 200.</value>
    public int Depth { get; init; } = 200;

    /// <value>mm per pixel where there is no lesion to set the depth for. Default 0.18. An image's own is in its geometry.</value>
    public double Spacing { get; init; } = 0.18;

    /// <value>Depth of the field of view, mm, that is set where there is a lesion. Default 20 to 50.</value>
    public (double Low, double High) FieldDepth { get; init; } = (20, 50);

    /// <value>Depth of the field of view over the lesion's diameter, drawn for each image, within <see cref="FieldDepth"/>. Default 1.5 to 3.4: ours, so that lesions fill as much of the image as in BUS-BRA.</value>
    public (double Low, double High) DepthToDiameter { get; init; } = (1.5, 3.4);

    /// <value>Standard deviation of the pulse's envelope, px. Default 1.3: 0.4 mm between the half maxima of the intensity's autocorrelation.</value>
    public double AxialSpread { get; init; } = 1.3;

    /// <value>Standard deviation across the beam at the focus, px. Default 1.5: 0.27 mm.</value>
    public double LateralSpread { get; init; } = 1.5;

    /// <value>Images of independent speckle that are averaged, as spatial and frequency compounding do (Trahey et al., IEEE Trans. UFFC 33, 1986). Default 7.</value>
    public int Looks { get; init; } = 7;

    /// <value>Displayed range, dB. Default 65.</value>
    public double DynamicRange { get; init; } = 65;

    /// <value>Exponent of the grey map from the logarithm to the display; 1: none. Default 2.9. Makers' maps are not public: ours.</value>
    public double GreyMap { get; init; } = 2.9;

    /// <value>Share of what a pixel stands above its neighbourhood that is added to the display: the edge enhancement of scanners. 0: none. Default 0.7; makers' filters are not public: ours.</value>
    public double EdgeEnhancement { get; init; } = 0.7;

    /// <value>Share of the mean attenuation of breast tissue that the gain makes up for, drawn for each image. Default 0.6 to 0.9: deep tissue is darker.</value>
    public (double Low, double High) Gain { get; init; } = (0.6, 0.9);

    /// <value>dB by which the brightest echoes lie above white, drawn for each image as each operator sets the gain. Default −6 to 3: ours.</value>
    public (double Low, double High) OverallGain { get; init; } = (-6, 3);

    /// <value>Depth of tissue under the probe over that without pressure, drawn for each image. Default 0.5 to 0.7.</value>
    public (double Low, double High) Squeeze { get; init; } = (0.5, 0.7);

    /// <value>MHz. Default 9.</value>
    public double Frequency { get; init; } = 9;

    /// <value>Lesions' diameters, mm. Default 5 to 18.</value>
    public (double Low, double High) Diameter { get; init; } = (5, 18);

    /// <value>Height of the coarse lobes of lesions' outlines, as <see cref="Lesions.Mass.Draw"/> has it; 0: none. Default 1.</value>
    public double Lobulation { get; init; } = 1;

    /// <value>Share of images without a lesion. Default 0.</value>
    public double WithoutLesion { get; init; }

    /// <value>Density class of the breasts; null to draw it.</value>
    public char? Density { get; init; }

    /// <summary>The scanners of a cohort of several centres: the first is the reference; the others differ in frequency, resolution, compounding and display.</summary>
    public static UltrasoundOptions OfCentre(int centre, ulong seed)
    {
        if (centre == 0)
            return new();
        var random = new SeededRandom(seed, "ultrasound centre", centre);
        return new()
        {
            Frequency = random.Uniform(6, 13),
            AxialSpread = random.Uniform(1.05, 1.6),
            LateralSpread = random.Uniform(1.2, 2.1),
            DynamicRange = random.Uniform(55, 75),
            Looks = 5 + random.Next(5),
            GreyMap = random.Uniform(2.3, 3.5),
            EdgeEnhancement = random.Uniform(0.4, 1),
        };
    }

    /// <summary>The same field of view and resolution in mm, in other pixels.</summary>
    /// <param name="width">Pixels across.</param>
    public UltrasoundOptions InPixels(int width)
    {
        var scale = (double)width / Width;
        return this with { Width = width, Depth = width * Depth / Width, Spacing = Spacing / scale, AxialSpread = AxialSpread * scale, LateralSpread = LateralSpread * scale };
    }

    /// <summary>Another field of view in the same pixels. The shallower it is, the higher the frequency and the narrower the beam that a sonographer takes: the resolution in mm goes with the depth's square root, which is ours.</summary>
    /// <param name="millimetres">Depth.</param>
    public UltrasoundOptions InDepth(double millimetres)
    {
        var scale = millimetres / (Depth * Spacing);
        return this with { Spacing = Spacing * scale, AxialSpread = AxialSpread / Math.Sqrt(scale), LateralSpread = LateralSpread / Math.Sqrt(scale) };
    }
}
