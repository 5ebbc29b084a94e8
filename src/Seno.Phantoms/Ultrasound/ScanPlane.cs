using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Ultrasound;

/// <summary>The plane that a linear probe sees: scan lines side by side, each from the skin inwards, which the probe has pressed flat.</summary>
internal sealed class ScanPlane
{
    private const double Farthest = 80;

    private readonly BreastAnatomy anatomy;
    private readonly Vector3 middle;
    private readonly Vector3 lateral;
    private readonly Vector3 inward;

    private ScanPlane(BreastAnatomy anatomy, Vector3 point, double across, Vector3 lateral, Vector3 inward) =>
        (this.anatomy, Across, middle, this.lateral, this.inward) = (anatomy, across, point - across * lateral, lateral, inward);

    /// <value>mm from the image's middle at which the point lies that the plane was laid through.</value>
    public double Across { get; }

    /// <summary>Through a point, along the shortest way to the skin, turned about it at random, the point off the image's middle.</summary>
    /// <param name="anatomy">The breast.</param>
    /// <param name="point">mm.</param>
    /// <param name="play">mm by which the point may lie beside the middle.</param>
    /// <param name="random">Consumed.</param>
    public static ScanPlane Through(BreastAnatomy anatomy, Vector3 point, double play, SeededRandom random)
    {
        var inward = Unit(Slope(anatomy, point));
        var any = Unit(inward.Cross(Math.Abs(inward.Z) < 0.9 ? new(0, 0, 1) : new(1, 0, 0)));
        var angle = random.Uniform(0, 2 * Math.PI);
        var lateral = Math.Cos(angle) * any + Math.Sin(angle) * inward.Cross(any);
        return new(anatomy, point, random.Uniform(-play, play), lateral, inward);
    }

    /// <returns>Where a scan line enters the skin; null where it misses the breast.</returns>
    /// <param name="across">mm from the image's middle.</param>
    public Vector3? Entry(double across)
    {
        var start = middle + across * lateral;
        var (outside, inside) = (-Farthest, Farthest);
        if (Depth(start) > 0)
            inside = 0;
        else
        {
            // the line may enter the breast behind the plane through the point
            for (var distance = 0.0; distance < Farthest && inside == Farthest; distance += 2)
                inside = Depth(start + distance * inward) > 0 ? distance : Farthest;
            if (inside == Farthest)
                return null;
        }
        for (var i = 0; i < 24; i++)
        {
            var half = (outside + inside) / 2;
            if (Depth(start + half * inward) > 0)
                inside = half;
            else
                outside = half;
        }
        return start + inside * inward;
    }

    /// <returns>The point <paramref name="depth"/> mm below an entry.</returns>
    public Vector3 Below(Vector3 entry, double depth) => entry + depth * inward;

    /// <returns>The point beside another one: mm across the beam and along it.</returns>
    public Vector3 Beside(Vector3 point, double across, double along) => point + across * lateral + along * inward;

    private double Depth(Vector3 point) => anatomy.Depth(point);

    private static Vector3 Slope(BreastAnatomy anatomy, Vector3 point)
    {
        double Along(Vector3 step) => anatomy.Depth(point + step) - anatomy.Depth(point - step);
        return new(Along(new(1, 0, 0)), Along(new(0, 1, 0)), Along(new(0, 0, 1)));
    }

    private static Vector3 Unit(Vector3 vector) => vector.Length < 1e-9 ? new(1, 0, 0) : 1 / vector.Length * vector;
}
