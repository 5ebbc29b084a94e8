namespace Seno.Imaging.Operators;

/// <summary>How <see cref="BiasField"/> looks for the field; defaults are those of ITK's N4BiasFieldCorrectionImageFilter where it has them.</summary>
public sealed record BiasFieldOptions
{
    /// <value>Voxels along each axis that become one while the field is estimated; fewer where fewer than 8 would be left. Default 4.</value>
    public int Shrink { get; init; } = 4;

    /// <value>The spline has one span along each axis at the first level and twice as many at each other. Default 4.</value>
    public int Levels { get; init; } = 4;

    /// <value>At most, at each level. Default 50.</value>
    public int Iterations { get; init; } = 50;

    /// <value>A level ends when the field's ratio to the one before varies by less (coefficient of variation). Default 0.001.</value>
    public double Tolerance { get; init; } = 0.001;

    /// <value>Full width at half maximum of the Gaussian, in units of the natural logarithm. Default 0.15.</value>
    public double Width { get; init; } = 0.15;

    /// <value>Of the Wiener filter that deconvolves. Default 0.01.</value>
    public double Noise { get; init; } = 0.01;

    /// <value>Of the histogram. Default 200.</value>
    public int Bins { get; init; } = 200;

    /// <exception cref="ArgumentOutOfRangeException">An option outside its range.</exception>
    internal static void Require(BiasFieldOptions options)
    {
        if (options.Shrink < 1 || options.Levels is < 1 or > 8 || options.Iterations < 1 || options.Bins < 2)
            throw new ArgumentOutOfRangeException(nameof(options), "shrink and iterations must be at least 1, bins at least 2, levels in 1..8");
        if (!(options.Width > 0 && options.Noise > 0 && options.Tolerance >= 0 && double.IsFinite(options.Width + options.Noise + options.Tolerance)))
            throw new ArgumentOutOfRangeException(nameof(options), "width and noise must be positive, the tolerance not negative, all of them finite");
    }
}
