using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.DceMri;

/// <summary>A slope and a bowl over the whole breast, from about −1 to 1: what a coil's sensitivity and an inhomogeneous field look like.</summary>
internal sealed class SmoothField
{
    private readonly Vector3 slope;
    private readonly double bowl;
    private readonly double reach;
    private readonly double height;

    /// <param name="anatomy">Which the field spans, wherever the grid lies.</param>
    /// <param name="random">Consumed.</param>
    public SmoothField(BreastAnatomy anatomy, SeededRandom random)
    {
        (reach, height) = (anatomy.Reach, anatomy.Height);
        bowl = random.Uniform(-0.4, 0.4);
        var direction = new Vector3(random.Normal(), random.Normal(), random.Normal());
        slope = 0.6 / Math.Max(direction.Length, 1e-9) * direction;
    }

    /// <param name="x">mm in the breast's coordinates, as y and z.</param>
    public double At(double x, double y, double z)
    {
        var place = new Vector3(x / reach, y / reach, 2 * z / height - 1);
        return slope.Dot(place) + bowl * (place.Dot(place) - 1);
    }
}
