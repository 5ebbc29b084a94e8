namespace Seno.Phantoms.Anatomy;

/// <summary>What is asked of a breast; what is left open is drawn.</summary>
public sealed record AnatomyOptions
{
    /// <value>Radius at the chest wall, mm. Default 48 to 70.</value>
    public (double Low, double High) Radius { get; init; } = (48, 70);

    /// <value>Length from the chest wall to the nipple as a multiple of the radius. Default 1.1 to 1.6: pendent.</value>
    public (double Low, double High) Elongation { get; init; } = (1.1, 1.6);

    /// <value>Skin thickness, mm. Default 1 to 2.5 (breast CT: mean 1.45; Huang et al., Med. Phys. 35, 2008).</value>
    public (double Low, double High) Skin { get; init; } = (1, 2.5);

    /// <value>'a' to 'd'; null to draw it.</value>
    public char? Density { get; init; }

    /// <value>Share of fibroglandular tissue in 0..1; null to draw it within the class.</value>
    public double? VolumetricDensity { get; init; }

    /// <value>Share of breasts with an implant. Default 0.</value>
    public double Implant { get; init; }

    /// <value>Ribs behind the muscle. Default true.</value>
    public bool Ribs { get; init; } = true;

    /// <value>Share of breasts with a fold of skin near the chest wall. Default 0.2.</value>
    public double SkinFold { get; init; } = 0.2;

    /// <exception cref="ArgumentOutOfRangeException">A number that no breast has.</exception>
    internal static void Require(AnatomyOptions options)
    {
        RequireRange(options.Radius, 20, 150, "radius in mm", nameof(options));
        RequireRange(options.Elongation, 0.5, 3, "elongation", nameof(options));
        RequireRange(options.Skin, 0.5, 5, "skin thickness in mm", nameof(options));
        if (options.Density is { } density)
            DensityClass.Range(density);
        if (options.VolumetricDensity is { } share && share is not (> 0 and < 0.9))
            throw new ArgumentOutOfRangeException(nameof(options), $"a volumetric density of {share} is impossible; above 0 and below 0.9 are possible");
        if (options.Implant is not (>= 0 and <= 1) || options.SkinFold is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(options), "the shares of breasts with an implant and with a skin fold must lie between 0 and 1");
    }

    private static void RequireRange((double Low, double High) range, double least, double greatest, string what, string parameter)
    {
        if (!(range.Low >= least && range.High >= range.Low && range.High <= greatest))
            throw new ArgumentOutOfRangeException(parameter, $"{what}: {range.Low} to {range.High} is not an ascending range between {least} and {greatest}");
    }
}
