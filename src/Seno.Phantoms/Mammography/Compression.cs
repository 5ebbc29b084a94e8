using Seno.Imaging;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Mammography;

/// <summary>A pendent breast between two paddles: a map that keeps every volume.</summary>
/// <remarks>
/// Compressed coordinates in mm: X = u across the paddles, Y = v along the compression, Z = w from the chest wall to the nipple. In units of
/// a half ellipse about the breast, with P the squared distance from its centre within the plane of the paddles, the plane expands so that
/// P becomes Q = K (1 − (1 − P)^4/3), and v shrinks by the area's growth dQ/dP. With its exponent of 1 in place of 4/3 this were an affine
/// squeeze, which leaves an ellipsoid an ellipsoid; as it is, an ellipsoid becomes a slab of profile |2v/T|⁸ + r² = 1, flat under the paddles
/// and round at its rim. The determinant is 1 everywhere, the inverse has a closed form. Skin thins with all else; what flares
/// into the chest beside the paddles is left out.
/// </remarks>
public sealed class Compression
{
    /// <value>Of the half ellipse over the breast in front of the paddles' edge, so that nothing of it lies where the map ends.</value>
    private const double Margin = 1.05;

    /// <value>mm from the chest wall, before compression, from where on the breast lies between the paddles.</value>
    private const double PaddleEdge = 10;

    private readonly double across;
    private readonly double along;
    private readonly double cosine;
    private readonly double sine;

    private Compression(BreastAnatomy anatomy, double degrees)
    {
        (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        (Degrees, along) = (degrees, Margin * anatomy.Height);
        for (var c = PaddleEdge; c < anatomy.Height; c += 4)
        {
            var widest = Math.Max(Surface(anatomy, Turned(0, 0, c), Turned(1, 0, 0)), Surface(anatomy, Turned(0, 0, c), Turned(-1, 0, 0)));
            across = Math.Max(across, Margin * widest / Math.Sqrt(1 - c / along * (c / along)));
        }
    }

    /// <value>By which the compression is turned about the nipple's axis from craniocaudal, degrees.</value>
    public double Degrees { get; }

    /// <value>mm: that of the thickest column between the paddles.</value>
    public double Thickness { get; private init; }

    /// <value>K: by how much the breast's area under the paddles grows as a whole.</value>
    public double Expansion { get; private init; }

    /// <value>The lowest v of the breast between the paddles, mm.</value>
    public double Bottom { get; private init; }

    /// <value>The highest v of the breast between the paddles, mm.</value>
    public double Top { get; private init; }

    /// <value>Greatest |u| of anything, mm.</value>
    public double HalfWidth => across * Math.Sqrt(Expansion);

    /// <value>Greatest w of anything, mm.</value>
    public double Length => along * Math.Sqrt(Expansion);

    /// <param name="anatomy">The breast.</param>
    /// <param name="thickness">mm; at least 10 and less than the breast's own.</param>
    /// <param name="degrees">Turned about the nipple's axis: 0 for craniocaudal, about 45 for mediolateral oblique.</param>
    /// <exception cref="ArgumentOutOfRangeException">A thickness that is no compression of this breast.</exception>
    public static Compression Of(BreastAnatomy anatomy, double thickness, double degrees)
    {
        var free = new Compression(anatomy, degrees) { Expansion = 0.75 };
        var (natural, squeezed, bottom, top) = (0.0, 0.0, 0.0, 0.0);
        for (var c = PaddleEdge; c < anatomy.Height; c += 4)
        {
            for (var step = -20; step <= 20; step++)
            {
                var a = step / 20.0 * free.across;
                if (free.Squared(a, c) >= 1 || anatomy.Depth(free.Turned(a, 0, c)) <= 0)
                    continue;
                var (low, high) = (-Surface(anatomy, free.Turned(a, 0, c), free.Turned(0, -1, 0)), Surface(anatomy, free.Turned(a, 0, c), free.Turned(0, 1, 0)));
                var shrink = free.Shrink(free.Squared(a, c));
                natural = Math.Max(natural, high - low);
                squeezed = Math.Max(squeezed, (high - low) / shrink);
                (bottom, top) = (Math.Min(bottom, low / shrink), Math.Max(top, high / shrink));
            }
        }
        if (!(thickness >= 10 && thickness < natural))
            throw new ArgumentOutOfRangeException(nameof(thickness), $"{thickness} mm is no compression of a breast of {natural:F0} mm; 10 mm and more are, below its own");
        var scale = thickness / squeezed;
        return new(anatomy, degrees) { Thickness = thickness, Expansion = 0.75 / scale, Bottom = bottom * scale, Top = top * scale };
    }

    /// <summary>Where a point of the pendent breast comes to lie.</summary>
    /// <param name="point">mm, as in <see cref="BreastAnatomy"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A point so far outside the breast that the map does not reach it.</exception>
    public Vector3 Compress(Vector3 point)
    {
        var (a, b) = (cosine * point.X + sine * point.Y, cosine * point.Y - sine * point.X);
        var squared = Squared(a, point.Z);
        if (squared >= 1)
            throw new ArgumentOutOfRangeException(nameof(point), $"{point} mm lies outside the breast");
        var stretch = squared < 1e-9 ? Math.Sqrt(4.0 / 3 * Expansion) : Math.Sqrt(Expansion * (1 - Math.Pow(1 - squared, 4.0 / 3)) / squared);
        return new(stretch * a, b / Shrink(squared), stretch * point.Z);
    }

    /// <summary>Where a compressed point came from.</summary>
    /// <returns>False beyond everything compressed; the point is then meaningless.</returns>
    public bool TryRelease(double u, double v, double w, out Vector3 point)
    {
        var (x, z) = (u / across, w / along);
        var grown = (x * x + z * z) / Expansion;
        if (grown >= 1)
        {
            point = default;
            return false;
        }

        // (1 − Q/K)^1/4 is (1 − P)^1/3
        var root = Math.Sqrt(Math.Sqrt(1 - grown));
        var shrink = grown < 1e-9 ? Math.Sqrt(0.75 / Expansion) : Math.Sqrt((1 - root * root * root) / (grown * Expansion));
        point = Turned(u * shrink, v * Expansion * (4.0 / 3) * root, w * shrink);
        return true;
    }

    /// <summary>A direction between the paddles, in the axes of the pendent breast: turned, not stretched.</summary>
    internal Vector3 Turned(double u, double v, double w) => new(cosine * u - sine * v, sine * u + cosine * v, w);

    /// <summary>A direction of the pendent breast, in the axes between the paddles: turned, not stretched.</summary>
    internal Vector3 TurnedBack(Vector3 direction) => new(cosine * direction.X + sine * direction.Y, cosine * direction.Y - sine * direction.X, direction.Z);

    private double Squared(double a, double c) => a / across * (a / across) + c / along * (c / along);

    /// <summary>dQ/dP.</summary>
    private double Shrink(double squared) => Expansion * (4.0 / 3) * Math.Cbrt(1 - squared);

    /// <returns>mm from a point within the pendent breast to its surface.</returns>
    private static double Surface(BreastAnatomy anatomy, Vector3 start, Vector3 direction)
    {
        var (inside, outside) = (0.0, 1.1 * anatomy.Reach);
        while (outside - inside > 0.01)
        {
            var middle = (inside + outside) / 2;
            if (anatomy.Depth(start + middle * direction) > 0)
                inside = middle;
            else
                outside = middle;
        }
        return inside;
    }
}
