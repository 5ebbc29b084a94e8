using Seno.Core;

namespace Seno.Phantoms.Mammography;

/// <summary>The pectoral muscle of an oblique view: a triangle in the corner of chest wall and axilla, which lies at the image's top (−u), thinning towards its free edge.</summary>
/// <remarks>It is pulled into the view by the positioning, so it is added between the paddles: it displaces tissue in the middle of the slab and is no part of the map's conservation.</remarks>
internal sealed class PectoralMuscle
{
    /// <value>mm from the free edge over which the muscle reaches most of its thickness.</value>
    private const double Taper = 8;

    private readonly double top;
    private readonly double width;
    private readonly double height;
    private readonly double slope;
    private readonly double thickest;

    /// <param name="compression">Of the breast.</param>
    /// <param name="random">Consumed.</param>
    public PectoralMuscle(Compression compression, SeededRandom random)
    {
        top = -compression.HalfWidth;
        width = random.Uniform(0.4, 0.65) * compression.Length;
        height = random.Uniform(0.6, 1) * 2 * compression.HalfWidth;
        slope = height / Math.Sqrt(width * width + height * height);
        thickest = random.Uniform(0.3, 0.42) * compression.Thickness;
    }

    /// <returns>True in the muscle: mm between the paddles.</returns>
    public bool Contains(double u, double v, double w)
    {
        var fromEdge = slope * (width * (1 - (u - top) / height) - w);
        return fromEdge > 0 && Math.Abs(v) < thickest * (1 - Math.Exp(-fromEdge / Taper));
    }
}
