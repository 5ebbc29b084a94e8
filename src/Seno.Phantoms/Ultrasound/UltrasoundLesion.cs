using Seno.Core;

namespace Seno.Phantoms.Ultrasound;

/// <summary>A lesion in the image plane: an ellipse whose outline is perturbed by a few harmonics.</summary>
/// <param name="CentreX">px.</param>
/// <param name="CentreY">px.</param>
/// <param name="Radius">Mean radius, px.</param>
/// <param name="Flattening">Width over height.</param>
/// <param name="Harmonics">Amplitude (share of the radius) and phase of harmonics 2, 3, …</param>
/// <param name="Malignant">Irregular, taller, shadowing.</param>
/// <param name="Contrast">Echo against glandular tissue, dB.</param>
/// <param name="Behind">Echo behind it, dB: negative for a shadow, positive for enhancement.</param>
public sealed record UltrasoundLesion(double CentreX, double CentreY, double Radius, double Flattening, IReadOnlyList<(double Amplitude, double Phase)> Harmonics, bool Malignant, double Contrast, double Behind)
{
    public static UltrasoundLesion Draw(UltrasoundOptions options, SeededRandom random)
    {
        var malignant = random.Chance(0.4);
        var radius = random.Uniform(options.LesionRadius.Low, options.LesionRadius.High) * options.Width;
        var roughness = malignant ? 0.16 : 0.05;
        return new(
            random.Uniform(1.5 * radius, options.Width - 1.5 * radius),
            random.Uniform(Math.Max(0.25 * options.Depth, 1.4 * radius), Math.Max(0.26 * options.Depth, Math.Min(0.7 * options.Depth, options.Depth - 1.4 * radius))),
            radius,
            malignant ? random.Uniform(0.8, 1.2) : random.Uniform(1.1, 1.7),
            [.. Enumerable.Range(2, 6).Select(order => (random.Uniform(0, roughness) * 2 / order, random.Uniform(0, 2 * Math.PI)))],
            malignant,
            random.Uniform(options.LesionContrast.Low, options.LesionContrast.High),
            malignant ? random.Uniform(-12, -3) : random.Uniform(-2, 6));
    }

    /// <summary>Below 1 inside, 1 on the outline.</summary>
    public double Level(double x, double y)
    {
        var u = (x - CentreX) / Math.Sqrt(Flattening);
        var v = (y - CentreY) * Math.Sqrt(Flattening);
        var angle = Math.Atan2(v, u);
        var outline = 1.0;
        for (var i = 0; i < Harmonics.Count; i++)
            outline += Harmonics[i].Amplitude * Math.Cos((i + 2) * angle + Harmonics[i].Phase);
        return Math.Sqrt(u * u + v * v) / (Radius * outline);
    }
}
