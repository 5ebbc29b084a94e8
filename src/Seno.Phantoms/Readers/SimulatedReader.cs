using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Operators;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.Readers;

/// <summary>A reader with known habits, who contours lesions whose truth is known.</summary>
/// <remarks>
/// A lesion's contour is where the signed distance to its true surface equals the bias plus a smooth random field: bias moves it, the
/// field's deviation and correlation length make it wander.
/// </remarks>
public sealed record SimulatedReader
{
    public required string Name { get; init; }

    /// <value>mm by which contours lie outside the true surface; negative: inside.</value>
    public double Bias { get; init; }

    /// <value>Standard deviation of the contour about its mean, mm. Default 0.4.</value>
    public double Jitter { get; init; } = 0.4;

    /// <value>mm over which the contour wanders. Default 4.</value>
    public double CorrelationLength { get; init; } = 4;

    /// <value>Share of the lesions below <see cref="SmallDiameter"/> that are missed. Default 0.</value>
    public double MissesSmall { get; init; }

    /// <value>mm. Default 5.</value>
    public double SmallDiameter { get; init; } = 5;

    /// <value>Standard deviation of the Gaussian that rounds contours off, mm. Default 0.</value>
    public double Smoothing { get; init; }

    /// <summary>Readers as they differ: careful, generous, tight, hasty; then in turn again with other numbers.</summary>
    public static IReadOnlyList<SimulatedReader> Panel(int count, ulong seed) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var random = new SeededRandom(seed, "reader", i);
        var name = ((char)('A' + i % 26)).ToString() + (i >= 26 ? i / 26 : "");
        return (i % 4) switch
        {
            0 => new SimulatedReader { Name = name, Bias = random.Uniform(-0.1, 0.1), Jitter = random.Uniform(0.15, 0.3) },
            1 => new SimulatedReader { Name = name, Bias = random.Uniform(0.4, 0.9), Jitter = random.Uniform(0.3, 0.5), Smoothing = random.Uniform(0.3, 0.6) },
            2 => new SimulatedReader { Name = name, Bias = random.Uniform(-0.6, -0.3), Jitter = random.Uniform(0.3, 0.5), MissesSmall = 0.1 },
            _ => new SimulatedReader { Name = name, Bias = random.Uniform(-0.2, 0.4), Jitter = random.Uniform(0.6, 0.9), CorrelationLength = random.Uniform(3, 6), Smoothing = random.Uniform(0.4, 0.8), MissesSmall = 0.25 },
        };
    })];

    /// <summary>What the reader draws.</summary>
    /// <param name="lesions">The truth.</param>
    /// <param name="geometry">Identity direction.</param>
    /// <param name="seed">Of the cohort.</param>
    /// <param name="index">Of the case: a reader draws the same case alike each time.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    public Volume<byte> Read(IReadOnlyList<Lesion> lesions, Geometry geometry, ulong seed, long index, int threads = 0) =>
        Read(lesions, lesion => lesion.Diameter, (lesion, drawn, random) => Draw(lesion, drawn, random, threads), geometry, seed, index);

    /// <summary>What the reader draws about outlines already on the image's grid, as shadows of lesions are.</summary>
    /// <param name="outlines">The truth.</param>
    /// <param name="geometry">Of the image.</param>
    /// <param name="seed">Of the cohort.</param>
    /// <param name="index">Of the case: a reader draws the same case alike each time.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    public Volume<byte> Read(IReadOnlyList<LesionOutline> outlines, Geometry geometry, ulong seed, long index, int threads = 0) =>
        Read(outlines, outline => outline.Diameter, (outline, drawn, random) => Draw(outline.Shares, outline.First, drawn, random, threads), geometry, seed, index);

    private Volume<byte> Read<T>(IReadOnlyList<T> lesions, Func<T, double> diameter, Action<T, Volume<byte>, SeededRandom> draw, Geometry geometry, ulong seed, long index)
    {
        var drawn = new Volume<byte>(geometry);
        for (var i = 0; i < lesions.Count; i++)
        {
            var random = new SeededRandom(seed, "reading of " + Name, index, i);
            if (diameter(lesions[i]) < SmallDiameter && random.Chance(MissesSmall))
                continue;
            draw(lesions[i], drawn, random);
        }
        return drawn;
    }

    private void Draw(Lesion lesion, Volume<byte> drawn, SeededRandom random, int threads)
    {
        var margin = Math.Max(0, Bias) + 4 * Jitter + 3 * Smoothing + 1;
        if (Region(lesion, drawn.Geometry, margin) is not { } region)
            return;
        Draw(Occupancy.Of([lesion], region.Geometry, threads), region.First, drawn, random, threads);
    }

    private void Draw(Volume<float> shares, Size3 first, Volume<byte> drawn, SeededRandom random, int threads)
    {
        if (Smoothing > 0)
            shares = Gaussian.InMillimetres(shares, Smoothing, threads);
        var distance = DistanceTransform.Signed(Occupancy.Hard(shares), threads);
        var wander = new PowerLawField(32, CorrelationLength / 4, 0, 1e6, CorrelationLength, random);
        var (size, spacing, origin) = (shares.Size, shares.Geometry.Spacing, shares.Geometry.Origin);

        // distances are to voxels' centres; the surface lies half a voxel before them
        var half = Math.Min(spacing.X, size.Z == 1 ? spacing.Y : Math.Min(spacing.Y, spacing.Z)) / 2;
        for (var z = 0; z < size.Z; z++)
        {
            for (var y = 0; y < size.Y; y++)
            {
                for (var x = 0; x < size.X; x++)
                {
                    var contour = Bias + Jitter * wander.At(origin.X + x * spacing.X, origin.Y + y * spacing.Y, origin.Z + z * spacing.Z);
                    if (distance[x, y, z] - Math.Sign(distance[x, y, z]) * half <= contour)
                        drawn[first.X + x, first.Y + y, first.Z + z] = 1;
                }
            }
        }
    }

    private static (Geometry Geometry, Size3 First)? Region(Lesion lesion, Geometry grid, double margin)
    {
        Span<int> first = stackalloc int[3], size = stackalloc int[3];
        for (var axis = 0; axis < 3; axis++)
        {
            var (centre, reach) = (lesion.Centre[axis] - grid.Origin[axis], lesion.Reach + margin);
            first[axis] = Math.Max(0, (int)Math.Floor((centre - reach) / grid.Spacing[axis]));
            size[axis] = Math.Min(grid.Size[axis] - 1, (int)Math.Ceiling((centre + reach) / grid.Spacing[axis])) - first[axis] + 1;
            if (size[axis] < 1)
                return null;
        }
        var origin = grid.Origin + new Vector3(first[0] * grid.Spacing.X, first[1] * grid.Spacing.Y, first[2] * grid.Spacing.Z);
        return (new(new(size[0], size[1], size[2]), grid.Spacing, origin), new(first[0], first[1], first[2]));
    }
}
