namespace Seno.Imaging.Operators;

/// <summary>How <see cref="Registration"/> searches.</summary>
public sealed record RegistrationOptions
{
    /// <value>Where the search begins. Default <see cref="RegistrationStart.Best"/>.</value>
    public RegistrationStart Start { get; init; } = RegistrationStart.Best;

    /// <value>A map to begin with instead, for a rigid search a rigid one. Default none.</value>
    public Affine? Initial { get; init; }

    /// <value>Each level but the finest has voxels of about twice the size of the next one's; an axis keeps at least 8 voxels. Default 3.</value>
    public int Levels { get; init; } = 3;

    /// <value>At most, at each level. Default 100.</value>
    public int Iterations { get; init; } = 100;

    /// <value>A level ends with a step that moves the points by less, root mean square, in voxels of the level (its shortest edge). Default 0.001.</value>
    public double Tolerance { get; init; } = 0.001;

    /// <value>Points at each level, at most: all voxels if there are no more. Default 50,000.</value>
    public int Samples { get; init; } = 50_000;

    /// <value>Of the histogram, for each image, at least 6. Default 50 (ITK).</value>
    public int Bins { get; init; } = 50;

    /// <value>Chooses the points. Default 0.</value>
    public ulong Seed { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">An option outside its range.</exception>
    internal static void Require(RegistrationOptions options)
    {
        if (options.Levels is < 1 or > 16 || options.Iterations < 1 || options.Samples < 1 || options.Bins < 6)
            throw new ArgumentOutOfRangeException(nameof(options), "iterations and samples must be at least 1, bins at least 6, levels in 1..16");
        if (!(options.Tolerance >= 0 && double.IsFinite(options.Tolerance)))
            throw new ArgumentOutOfRangeException(nameof(options), "the tolerance must be finite and not negative");
    }
}
