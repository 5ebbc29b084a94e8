using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Mammography;

/// <summary>Mammography by ray tracing: Beer–Lambert through a cone beam of one effective energy, scatter, blur, quantum noise, display.</summary>
/// <remarks>
/// Normal tissue is traced on columns half of its finest texture apart and interpolated, lesions at every pixel, calcifications in closed
/// form. The field is even: heel effect and distance are corrected by the flat field, whose noise is neglected.
/// </remarks>
public static class MammographySimulator
{
    /// <param name="breast">Between the paddles, with its lesions.</param>
    /// <param name="scanner">What it is seen with.</param>
    /// <param name="geometry">On the detector: x is w and y is u in mm, square pixels, identity direction, one slice.</param>
    /// <param name="seed">Of the cohort.</param>
    /// <param name="index">Of the image: the same pair gives the same noise.</param>
    /// <param name="patient">Whose tissues they are: the same pair of seed and patient gives the same coefficients.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A scanner or a grid that cannot be.</exception>
    public static MammographyImage Expose(CompressedBreast breast, MammographyScanner scanner, Geometry geometry, ulong seed, long index, long patient, int threads = 0)
    {
        MammographyScanner.Require(scanner);
        if (geometry.Size.Z != 1 || geometry.Size.X < 2 || geometry.Size.Y < 2 || geometry.Spacing.X != geometry.Spacing.Y)
            throw new ArgumentOutOfRangeException(nameof(geometry), $"one slice of 2×2 square pixels or more is needed, not {geometry.Size} of {geometry.Spacing.X}×{geometry.Spacing.Y} mm");
        var coefficients = AttenuationCoefficients.Draw(new(seed, "attenuation", patient));
        var tissue = TissueProjection.Of(breast, scanner, Enlargement.Coarse(geometry, scanner.TissueSampling), coefficients, threads);
        var attenuation = Enlargement.Linear(tissue.Attenuation, geometry, threads);
        var lesions = Enumerable.Range(0, breast.Anatomy.Lesions.Count)
            .Select(i => new LesionProjection(breast, scanner, coefficients, i).Add(attenuation, threads))
            .OfType<ProjectedLesion>().Where(lesion => lesion.IsSeen).ToArray();

        var full = breast.Compression.Thickness;
        var scatter = Enlargement.Linear(Detector.Scatter(tissue.Attenuation, tissue.Thickness, full, scanner, threads), geometry, threads);
        var signal = Detector.Signal(attenuation, scatter, scanner, threads);
        var quanta = Quanta(breast, scanner, geometry.Spacing.X);
        var counts = Detector.Count(signal, quanta, seed, index, threads);
        var compensation = Enlargement.Linear(ThicknessCompensation.Of(tissue, full, scanner.Equalisation, threads), geometry, threads);
        var image = Presentation.Of(counts, quanta, compensation, DisplayWindow.Of(breast, scanner, coefficients, threads), threads);
        var (truth, soft) = Truth(lesions, geometry);
        return new(image, counts, truth, soft, Enlargement.Nearest(tissue.Tissue, geometry, threads), Enlargement.Linear(tissue.Dense, geometry, threads), lesions);
    }

    /// <summary>The whole breast, as wide as it is magnified.</summary>
    /// <param name="breast">Between the paddles.</param>
    /// <param name="scanner">What it is seen with.</param>
    /// <param name="rows">Pixels along the chest wall; null for the scanner's own pixel.</param>
    public static Geometry WholeBreast(CompressedBreast breast, MammographyScanner scanner, int? rows = null)
    {
        // what touches the image's border lies about the middle of the slab
        var magnified = 1 / new ConeRay(0, 0, DetectorOf(breast, scanner), scanner.SourceDistance).ScaleAt(0);
        var (height, width) = (2 * magnified * breast.Compression.HalfWidth, magnified * breast.Compression.Length - scanner.MissedAtChestWall);
        var pixel = rows is { } count ? height / count : scanner.Pixel;
        var size = new Size3((int)Math.Ceiling(width / pixel), rows ?? (int)Math.Ceiling(height / pixel), 1);
        return new(size, new(pixel, pixel, 1), new(scanner.MissedAtChestWall + pixel / 2, -(size.Y - 1) * pixel / 2, 0));
    }

    /// <summary>A square about a lesion in the scanner's own pixels, moved off its middle by up to a quarter of the side so that its place gives nothing away; it begins at the detector's edge at the chest wall, which may cut a lesion.</summary>
    /// <param name="breast">Between the paddles.</param>
    /// <param name="scanner">What it is seen with.</param>
    /// <param name="lesion">Its place in the anatomy's list.</param>
    /// <param name="size">Pixels along each axis.</param>
    /// <param name="random">Consumed.</param>
    /// <exception cref="ArgumentException">The square cannot hold the lesion; says which side would.</exception>
    public static Geometry RegionOfInterest(CompressedBreast breast, MammographyScanner scanner, int lesion, int size, SeededRandom random)
    {
        var (centre, pixel) = (breast.LesionCentres[lesion], scanner.Pixel);
        var magnified = 1 / new ConeRay(0, 0, DetectorOf(breast, scanner), scanner.SourceDistance).ScaleAt(centre.Y);
        var (side, reach) = (size * pixel, 1.05 * magnified * breast.Anatomy.Lesions[lesion].Reach);
        if (side < 2 * reach + 4 * pixel)
            throw new ArgumentException($"a square of {size} pixels of {pixel:F2} mm cannot hold a lesion that reaches {2 * reach:F1} mm; {(int)Math.Ceiling(2 * reach / pixel) + 4} pixels would", nameof(size));
        var play = Math.Min(side / 4, side / 2 - reach - 2 * pixel);
        var corner = (size - 1) * pixel / 2;
        var (w, u) = (magnified * centre.Z + random.Uniform(-play, play), magnified * centre.X + random.Uniform(-play, play));
        var left = Math.Max(w - corner, scanner.MissedAtChestWall + pixel / 2);
        return new(new(size, size, 1), new(pixel, pixel, 1), new(left, u - corner, 0));
    }

    /// <param name="breast">Between the paddles.</param>
    /// <param name="scanner">Whose beam it is.</param>
    /// <param name="grid">On the detector.</param>
    /// <param name="x">Pixels.</param>
    /// <param name="y">Pixels.</param>
    internal static ConeRay Ray(CompressedBreast breast, MammographyScanner scanner, Geometry grid, double x, double y) =>
        new(grid.Origin.Y + y * grid.Spacing.Y, grid.Origin.X + x * grid.Spacing.X, DetectorOf(breast, scanner), scanner.SourceDistance);

    /// <summary>Quanta in a pixel without a breast: the exposure control lets the scanner's through the full thickness of this breast's mean tissue.</summary>
    internal static double Quanta(CompressedBreast breast, MammographyScanner scanner, double pixel)
    {
        var mean = AttenuationCoefficients.Mean();
        var density = breast.Anatomy.VolumetricDensity;
        var coefficient = density * mean[(int)Material.Fibroglandular] + (1 - density) * mean[(int)Material.Adipose];
        return scanner.Quanta * pixel * pixel * Math.Exp(coefficient * breast.Compression.Thickness);
    }

    private static double DetectorOf(CompressedBreast breast, MammographyScanner scanner) => breast.Compression.Bottom - scanner.Gap;

    private static (Volume<byte> Truth, Volume<float> Soft) Truth(IReadOnlyList<ProjectedLesion> lesions, Geometry geometry)
    {
        var (truth, soft) = (new Volume<byte>(geometry), new Volume<float>(geometry));
        foreach (var lesion in lesions)
        {
            for (var y = 0; y < lesion.Path.Size.Y; y++)
            {
                for (var x = 0; x < lesion.Path.Size.X; x++)
                {
                    var path = lesion.Path[x, y];
                    ref var share = ref soft[lesion.First.X + x, lesion.First.Y + y];
                    share = Math.Max(share, path / lesion.LongestPath);
                    if (path > MammographyImage.LeastPath)
                        truth[lesion.First.X + x, lesion.First.Y + y] = 1;
                }
            }
        }
        return (truth, soft);
    }
}
