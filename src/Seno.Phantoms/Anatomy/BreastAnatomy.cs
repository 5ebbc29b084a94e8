using System.Runtime.CompilerServices;
using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.Anatomy;

/// <summary>One pendent breast, defined at every point: what a scanner sees is decided by its own grid.</summary>
/// <remarks>
/// Coordinates in mm: z = 0 at the plane of the chest wall, growing towards the nipple; the breast's axis is x = y = 0.
/// Fibroglandular tissue is where a power-law random field (β = 3) plus a preference for the cone behind the nipple, away from
/// subcutaneous and retromammary fat, exceeds the threshold that gives the volumetric density asked for. Cooper's ligaments are sheets
/// about the zeros of smoother fields, which part the fat into lobules.
/// </remarks>
public sealed class BreastAnatomy
{
    private const double Exponent = 3;
    private const double Longest = 100;
    private const double Middle = 6;
    private const double Shortest = 0.6;

    /// <value>Of a sheet about the zeros of the lobules' field, whose slope is about 0.25 per mm: some 0.5 mm thick.</value>
    private const double LigamentHalfWidth = 0.06;

    /// <value>Of the fine structure that the power law has: glands end less raggedly than a level of such a field.</value>
    private const double FineShare = 0.45;

    private const double RibDistance = 28;

    /// <value>Of the volumetric density: what ligaments take of it.</value>
    private const double LigamentShare = 0.3;

    private readonly BreastShape shape;
    private readonly PowerLawField coarse;
    private readonly PowerLawField fine;
    private readonly PowerLawField lobules;
    private readonly TubeTree ducts;
    private readonly TubeTree vessels;
    private readonly double skin;
    private readonly double muscle;
    private readonly double fat;
    private readonly bool ribs;
    private readonly double ribPhase;
    private readonly (Vector3 Centre, Vector3 Radii)? implant;
    private readonly double fineShare;
    private readonly double ligamentLevel;
    private double threshold;

    private BreastAnatomy(AnatomyOptions options, ulong seed, long index)
    {
        var random = new SeededRandom(seed, "anatomy", index);
        shape = new BreastShape(options, random);
        Density = options.Density ?? DensityClass.Draw(random);
        var range = DensityClass.Range(Density);
        VolumetricDensity = options.VolumetricDensity ?? range.Low * Math.Pow(range.High / range.Low, random.NextDouble());
        skin = random.Uniform(options.Skin.Low, options.Skin.High);
        muscle = random.Uniform(6, 11);
        fat = random.Uniform(5, 12) * (1 - 0.5 * VolumetricDensity);
        ribs = options.Ribs;
        ribPhase = random.NextDouble();
        if (random.Chance(options.Implant))
        {
            var radius = 0.62 * shape.Radius;
            implant = (new(0, 0, muscle + 0.28 * shape.Length), new(radius, radius, 0.26 * shape.Length));
        }
        coarse = new(64, 2, Exponent, Longest, Middle, new(seed, "glands", index));
        fine = new(64, 0.3, Exponent, 1.2 * Middle, Shortest, new(seed, "fine glands", index));
        lobules = new(64, 2.5, Exponent, 45, 14, new(seed, "lobules", index));
        fineShare = Math.Sqrt(Math.Log(Middle / Shortest) / Math.Log(Longest / Middle));
        ligamentLevel = Quantile(lobules.Values, 1 - Math.Min(1, LigamentShare * VolumetricDensity / (0.8 * 2 * LigamentHalfWidth)));
        ducts = new([.. Ducts.Grow(shape, random)]);
        vessels = new([.. Vessels.Grow(shape, random)]);
        threshold = ThresholdFor(VolumetricDensity, new(seed, "density", index));
    }

    /// <summary>The breast of a cohort's seed and index: the same pair gives the same breast.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Options that no breast has.</exception>
    public static BreastAnatomy Draw(AnatomyOptions options, ulong seed, long index)
    {
        AnatomyOptions.Require(options);
        return new(options, seed, index);
    }

    /// <value>'a' to 'd'.</value>
    public char Density { get; }

    /// <value>Fibroglandular / (fibroglandular + adipose) volume, 0..1, before lesions.</value>
    public double VolumetricDensity { get; }

    /// <value>mm.</value>
    public double SkinThickness => skin;

    /// <value>mm from the axis within which everything in front of the chest wall lies.</value>
    public double Reach => shape.Reach;

    /// <value>mm from the chest wall to the tip of the nipple.</value>
    public double Height => shape.Height;

    public IReadOnlyList<Lesion> Lesions { get; private set; } = [];

    /// <returns>mm below the skin's surface; negative outside. To first order.</returns>
    public double Depth(Vector3 point) => shape.Depth(point.X, point.Y, point.Z);

    /// <summary>The same breast with other lesions.</summary>
    public BreastAnatomy With(IReadOnlyList<Lesion> lesions)
    {
        var copy = (BreastAnatomy)MemberwiseClone();
        copy.Lesions = lesions;
        return copy;
    }

    /// <summary>What lies at a point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Material At(double x, double y, double z)
    {
        if (z >= 0 && x * x + y * y > shape.Reach * shape.Reach)
            return Material.Air;
        var depth = shape.Depth(x, y, z);
        if (depth < 0)
            return Material.Air;
        if (depth < skin || (shape.InNipple(x, y, z) && depth < 3 * skin))
            return Material.Skin;
        for (var i = 0; i < Lesions.Count; i++)
        {
            if (Lesions[i].At(x, y, z) is not Material.Air and var material)
                return material;
        }
        return z < muscle + 14 && ChestWall(x, y, z) is not Material.Air and var wall ? wall : Interior(x, y, z, depth);
    }

    /// <summary>Slow variation of normal tissue, mean 0 and variance about 1: for texture within a tissue.</summary>
    public float Texture(double x, double y, double z) => fine.At(x, y, z);

    private Material Interior(double x, double y, double z, double depth)
    {
        if (implant is { } shell)
        {
            var (u, v, w) = ((x - shell.Centre.X) / shell.Radii.X, (y - shell.Centre.Y) / shell.Radii.Y, (z - shell.Centre.Z) / shell.Radii.Z);
            if (u * u + v * v + w * w < 1)
                return Material.Implant;
        }
        if (Glandularity(x, y, z, depth) > threshold)
            return Material.Fibroglandular;
        if (ducts.Contains(x, y, z))
            return Material.Fibroglandular;
        if (vessels.Contains(x, y, z))
            return Material.Vessel;
        return Ligament(x, y, z) ? Material.Fibroglandular : Material.Adipose;
    }

    private double Glandularity(double x, double y, double z, double depth)
    {
        var level = shape.Level(x, y, z);
        var along = z / shape.Length;
        var cone = -1.8 * level * level - 2.5 * Math.Max(0, 0.25 - along) / 0.25;
        var under = depth - skin < fat ? -5 * (1 - (depth - skin) / fat) : 0;
        return cone + under + coarse.At(x, y, z) + fineShare * FineShare * fine.At(x, y, z);
    }

    private bool Ligament(double x, double y, double z) =>
        (Math.Abs(lobules.At(x, y, z)) < LigamentHalfWidth || Math.Abs(lobules.At(y + 71, z + 23, x + 47)) < LigamentHalfWidth)
        && lobules.At(z + 31, x + 97, y + 5) > ligamentLevel;

    private Material ChestWall(double x, double y, double z)
    {
        var front = muscle - (x * x + y * y) / 600 + 1.2 * lobules.At(x, y, 0);
        if (z > front)
            return Material.Air;
        if (!ribs)
            return Material.Muscle;

        // one rib every 28 mm, an ellipse of 13 × 8 mm across
        var across = (y + 0.15 * x) / RibDistance + ribPhase;
        var (u, w) = ((across - Math.Round(across)) * RibDistance / 6.5, (z - (front - 8.5)) / 4);
        return u * u + w * w < 1 ? Material.Rib : Material.Muscle;
    }

    private static double Quantile(ReadOnlySpan<float> values, double share)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return share <= 0 ? double.NegativeInfinity : sorted[(int)(share * (sorted.Length - 1))];
    }

    /// <summary>The threshold of <see cref="Glandularity"/> that gives the density, ligaments and ducts included.</summary>
    private double ThresholdFor(double density, SeededRandom random)
    {
        const int Points = 40_000;
        var values = new List<double>(Points);
        var always = 0;
        while (values.Count + always < Points)
        {
            var (x, y, z) = (random.Uniform(-shape.Reach, shape.Reach), random.Uniform(-shape.Reach, shape.Reach), random.Uniform(0, shape.Length));
            threshold = double.PositiveInfinity;
            var material = At(x, y, z);
            if (material is not (Material.Adipose or Material.Fibroglandular))
                continue;
            if (material == Material.Fibroglandular)
                always++;
            else
                values.Add(Glandularity(x, y, z, shape.Depth(x, y, z)));
        }
        values.Sort();
        // of the points that are not ligament or duct anyway; some of these lie within glands too, as they should
        var wanted = (density * Points - always) / values.Count;
        return values[(int)Math.Clamp((1 - wanted) * values.Count, 0, values.Count - 1)];
    }
}
