using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Lesions;

/// <summary>Grains of calcium of 0.2 to 0.8 mm, strewn through a ball.</summary>
public sealed class CalcificationCluster : Lesion
{
    private const double Margin = 1.5;

    private readonly (Vector3 Centre, double Radius)[] grains;

    private CalcificationCluster(Vector3 centre, double diameter, SeededRandom random)
        : base(LesionKind.Calcifications, centre, diameter)
    {
        var count = 5 + random.Next(16);
        grains = [.. Enumerable.Range(0, count).Select(_ =>
        {
            var place = diameter / 2 * Math.Cbrt(random.NextDouble()) * Ducts.Unit(Ducts.Wobble(random));
            return (place, random.Uniform(0.1, 0.4));
        })];
    }

    public override double Reach => Diameter / 2 + Margin;

    /// <value>Balls, mm from the cluster's centre.</value>
    internal IReadOnlyList<(Vector3 Centre, double Radius)> Grains => grains;

    /// <param name="centre">mm.</param>
    /// <param name="diameter">Of the ball, mm; 2 to 30.</param>
    /// <param name="random">Consumed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A diameter outside 2 to 30 mm.</exception>
    public static CalcificationCluster Draw(Vector3 centre, double diameter, SeededRandom random)
    {
        if (diameter is not (>= 2 and <= 30))
            throw new ArgumentOutOfRangeException(nameof(diameter), $"{diameter} mm is outside 2 to 30 mm");
        return new(centre, diameter, random);
    }

    public override Material At(double x, double y, double z) => Near(x - Centre.X, y - Centre.Y, z - Centre.Z, 0) ? Material.Calcification : Material.Air;

    private protected override bool ContainsLocal(double x, double y, double z) => Near(x, y, z, Margin);

    private bool Near(double x, double y, double z, double margin)
    {
        if (x * x + y * y + z * z > Reach * Reach)
            return false;
        foreach (var (centre, radius) in grains)
        {
            var (dx, dy, dz) = (x - centre.X, y - centre.Y, z - centre.Z);
            if (dx * dx + dy * dy + dz * dz <= (radius + margin) * (radius + margin))
                return true;
        }
        return false;
    }
}
