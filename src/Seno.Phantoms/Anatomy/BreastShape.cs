using Seno.Core;

namespace Seno.Phantoms.Anatomy;

/// <summary>The outer surface: half an ellipsoid that hangs from the chest wall (z = 0) along +z, flaring into the chest, with a nipple at its tip.</summary>
/// <remarks>Millimetres; x and y across, the breast's axis at x = y = 0. Depths are to first order, exact at the surface.</remarks>
internal sealed class BreastShape
{
    private readonly double asymmetry;
    private readonly (double X, double Y) heavySide;
    private readonly double flare;
    private readonly (double X, double Y, double Height, double Depth)? fold;
    private const double NippleRadius = 5;

    public BreastShape(AnatomyOptions options, SeededRandom random)
    {
        Radius = random.Uniform(options.Radius.Low, options.Radius.High);
        Length = Radius * random.Uniform(options.Elongation.Low, options.Elongation.High);
        asymmetry = random.Uniform(0, 0.08);
        heavySide = Direction(random);
        flare = random.Uniform(8, 16);
        if (random.Chance(options.SkinFold))
        {
            var (x, y) = Direction(random);
            fold = (x, y, random.Uniform(6, 14), random.Uniform(2, 5));
        }
    }

    /// <value>At the chest wall, mm.</value>
    public double Radius { get; }

    /// <value>From the chest wall to the skin under the nipple, mm.</value>
    public double Length { get; }

    /// <value>Everything lies within this distance of the axis for z ≥ 0, mm.</value>
    public double Reach => Radius * (1 + asymmetry) + flare;

    /// <value>mm from the chest wall to the nipple's tip.</value>
    public double Height => Length + NippleRadius;

    /// <returns>mm below the surface; negative outside.</returns>
    public double Depth(double x, double y, double z)
    {
        var body = BodyDepth(x, y, z);
        if (z < Length - NippleRadius || x * x + y * y > 4 * NippleRadius * NippleRadius)
            return body;
        var above = Math.Max(0, Math.Abs(z - Length));
        return Math.Max(body, NippleRadius - Math.Sqrt(x * x + y * y + above * above));
    }

    /// <returns>True in the nipple and the tissue just behind it.</returns>
    public bool InNipple(double x, double y, double z) => z > Length - 2 && x * x + y * y < NippleRadius * NippleRadius;

    /// <returns>0 on the axis and at the chest wall's middle, 1 on the surface.</returns>
    public double Level(double x, double y, double z)
    {
        var across = Math.Sqrt(x * x + y * y) / RadiusAt(x, y, z);
        var along = Math.Max(z, 0) / Length;
        return Math.Sqrt(across * across + along * along);
    }

    private double BodyDepth(double x, double y, double z)
    {
        var radius = RadiusAt(x, y, z);
        var distance = Math.Sqrt(x * x + y * y);
        var (across, along) = (distance / radius, Math.Max(z, 0) / Length);
        var level = Math.Sqrt(across * across + along * along);
        if (level < 1e-9)
            return Math.Min(Radius, Length);
        var (slopeAcross, slopeAlong) = (across / radius, along / Length);
        return (1 - level) * level / Math.Sqrt(slopeAcross * slopeAcross + slopeAlong * slopeAlong);
    }

    /// <summary>Called for every sample of every voxel: no angles, only their cosines.</summary>
    private double RadiusAt(double x, double y, double z)
    {
        var perDistance = 1 / Math.Max(Math.Sqrt(x * x + y * y), 1e-9);
        var radius = Radius * (1 + asymmetry * (x * heavySide.X + y * heavySide.Y) * perDistance);
        if (z < 4 * flare)
            radius += flare * Math.Exp(-Math.Max(z, 0) / (0.6 * flare));
        if (fold is { } groove && Math.Abs(z - groove.Height) < 9)
        {
            var facing = Math.Max(0, (x * groove.X + y * groove.Y) * perDistance);
            radius -= groove.Depth * facing * facing * Math.Exp(-(z - groove.Height) * (z - groove.Height) / 8);
        }
        return radius;
    }

    private static (double X, double Y) Direction(SeededRandom random)
    {
        var angle = random.Uniform(0, 2 * Math.PI);
        return (Math.Cos(angle), Math.Sin(angle));
    }
}
