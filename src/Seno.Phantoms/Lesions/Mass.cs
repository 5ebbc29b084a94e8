using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Lesions;

/// <summary>A solid or cystic mass: an ellipsoid with bumps and a rough, on request lobulated outline, and spicules where it has them.</summary>
public sealed class Mass : Lesion
{
    /// <value>Waves to a turn: ours.</value>
    private static readonly (double Low, double High) LobesPerTurn = (3, 8);

    private readonly Vector3[] axes;
    private readonly double[] radii;
    private readonly (Vector3 Direction, double Height)[] bumps;
    private readonly OutlineRoughness roughness;
    private readonly OutlineRoughness lobes;
    private readonly Tube[] spicules;
    private readonly double sharpness;
    private readonly double scale;
    private readonly double inner;
    private readonly double outer;

    private Mass(LesionKind kind, Vector3 centre, double diameter, Outline outline, double lobulation, SeededRandom random)
        : base(kind, centre, diameter)
    {
        axes = Frame(random);
        var (flatness, length) = (random.Uniform(outline.Flatness.Low, outline.Flatness.High), random.Uniform(1, outline.Length));
        radii = [length / Math.Cbrt(length * flatness), flatness / Math.Cbrt(length * flatness), 1 / Math.Cbrt(length * flatness)];
        sharpness = outline.Sharpness;
        bumps = [.. Enumerable.Range(0, outline.Bumps).Select(_ => (Ducts.Unit(Ducts.Wobble(random)), random.Uniform(0.5, 1) * outline.BumpHeight))];
        roughness = new OutlineRoughness(outline.Roughness, random);
        lobes = new OutlineRoughness(lobulation * (lobulation > 0 ? random.Uniform(outline.Lobulation.Low, outline.Lobulation.High) : 0), random, LobesPerTurn);
        scale = diameter / 2 / MeanRadius(random);
        var highest = bumps.Sum(bump => bump.Height);
        inner = scale * radii.Min() * (1 - lobes.Bound) * (1 - roughness.Bound);
        outer = scale * radii.Max() * (1 + highest) * (1 + lobes.Bound) * (1 + roughness.Bound);
        spicules = [.. Enumerable.Range(0, outline.Spicules).Select(_ => Spicule(random))];
        Reach = spicules.Aggregate(outer, (reach, spicule) => Math.Max(reach, spicule.End.Length + spicule.EndRadius));
    }

    public override double Reach { get; }

    /// <param name="kind">Says how its outline is drawn.</param>
    /// <param name="centre">mm.</param>
    /// <param name="diameter">Of the sphere of equal volume, mm.</param>
    /// <param name="random">Consumed.</param>
    /// <param name="lobulation">Height of coarse lobes, 3 to 8 waves to a turn, against what the kind has in outlines drawn in ultrasound; 0: none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A diameter outside 2 to 30 mm, a lobulation outside 0 to 1, or calcifications, which are no mass.</exception>
    public static Mass Draw(LesionKind kind, Vector3 centre, double diameter, SeededRandom random, double lobulation = 0)
    {
        if (diameter is not (>= 2 and <= 30))
            throw new ArgumentOutOfRangeException(nameof(diameter), $"{diameter} mm is outside 2 to 30 mm");
        if (lobulation is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(lobulation), $"{lobulation} is outside 0 to 1");
        return new(kind, centre, diameter, OutlineOf(kind), lobulation, random);
    }

    /// <summary>How deep a point lies within the body, spicules aside.</summary>
    /// <param name="local">mm from the centre.</param>
    /// <returns>Its distance from the centre as a share of the body's radius in that direction, and mm from there to the surface along that radius: negative outside.</returns>
    internal (double Share, double Depth) Within(Vector3 local)
    {
        var distance = local.Length;
        if (distance < 1e-9)
            return (0, Diameter / 2);
        var radius = RadiusTowards(1 / distance * local);
        return (distance / radius, radius - distance);
    }

    private protected override bool ContainsLocal(double x, double y, double z)
    {
        var distance = Math.Sqrt(x * x + y * y + z * z);
        if (distance < inner || (distance < outer && IsWithin(distance, 1 / distance * new Vector3(x, y, z))))
            return true;
        foreach (var spicule in spicules)
        {
            if (spicule.Contains(x, y, z))
                return true;
        }
        return false;
    }

    private static Outline OutlineOf(LesionKind kind) => kind switch
    {
        LesionKind.RoundMass => new((0.85, 1), 1.15, Bumps: 5, BumpHeight: 0.06, Sharpness: 6, Spicules: 0, Roughness: 0.06, Lobulation: (0.07, 0.18)),
        LesionKind.LobulatedMass => new((0.7, 1), 1.3, Bumps: 6, BumpHeight: 0.4, Sharpness: 9, Spicules: 0, Roughness: 0.08, Lobulation: (0.1, 0.23)),
        LesionKind.SpiculatedMass => new((0.75, 1), 1.25, Bumps: 9, BumpHeight: 0.22, Sharpness: 20, Spicules: 22, Roughness: 0.1, Lobulation: (0.06, 0.18)),
        LesionKind.Fibroadenoma => new((0.6, 0.9), 1.4, Bumps: 3, BumpHeight: 0.15, Sharpness: 5, Spicules: 0, Roughness: 0.045, Lobulation: (0.07, 0.2)),
        LesionKind.Cyst => new((0.8, 1), 1.2, Bumps: 0, BumpHeight: 0, Sharpness: 1, Spicules: 0, Roughness: 0.025, Lobulation: (0.06, 0.18)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), $"{kind} is no mass"),
    };

    /// <summary>Looks at the rough outline only where it can decide.</summary>
    private bool IsWithin(double distance, Vector3 direction)
    {
        var radius = SmoothRadiusTowards(direction);
        if (Math.Abs(distance - radius) > roughness.Bound * radius)
            return distance < radius;
        return distance < radius * (1 + roughness.Towards(direction));
    }

    private double RadiusTowards(Vector3 direction) => SmoothRadiusTowards(direction) * (1 + roughness.Towards(direction));

    /// <param name="direction">Unit length.</param>
    private double SmoothRadiusTowards(Vector3 direction)
    {
        var (u, v, w) = (direction.Dot(axes[0]) / radii[0], direction.Dot(axes[1]) / radii[1], direction.Dot(axes[2]) / radii[2]);
        var height = 1.0;
        foreach (var bump in bumps)
            height += bump.Height * Math.Exp(sharpness * (direction.Dot(bump.Direction) - 1));
        return scale * height * (1 + lobes.Towards(direction)) / Math.Sqrt(u * u + v * v + w * w);
    }

    /// <summary>Radius of the sphere of equal volume at a scale of 1, from directions spread evenly over the sphere.</summary>
    private double MeanRadius(SeededRandom random)
    {
        const int Directions = 2000;
        var (volume, unscaled) = (0.0, new Mass(this));
        var turn = random.Uniform(0, 2 * Math.PI);
        for (var i = 0; i < Directions; i++)
        {
            var height = 1 - (2 * i + 1.0) / Directions;
            var (angle, across) = (turn + i * Math.PI * (3 - Math.Sqrt(5)), Math.Sqrt(1 - height * height));
            volume += Math.Pow(unscaled.RadiusTowards(new(across * Math.Cos(angle), across * Math.Sin(angle), height)), 3);
        }
        return Math.Cbrt(volume / Directions);
    }

    /// <summary>The body of another at a scale of 1.</summary>
    private Mass(Mass other)
        : base(other.Kind, other.Centre, other.Diameter)
    {
        (axes, radii, bumps, roughness, lobes, sharpness, spicules, scale) = (other.axes, other.radii, other.bumps, other.roughness, other.lobes, other.sharpness, [], 1);
    }

    private Tube Spicule(SeededRandom random)
    {
        var direction = Ducts.Unit(Ducts.Wobble(random));
        var edge = RadiusTowards(direction);
        var root = Math.Max(0.25, 0.07 * Diameter) * random.Uniform(0.6, 1.2);
        var tip = Ducts.Unit(direction + 0.15 * Ducts.Wobble(random));
        return new(0.6 * edge * direction, edge * random.Uniform(1.25, 1.9) * tip, root, Math.Min(root, 0.12));
    }

    private static Vector3[] Frame(SeededRandom random)
    {
        var first = Ducts.Unit(Ducts.Wobble(random));
        var second = Ducts.Unit(first.Cross(Ducts.Wobble(random)));
        return [first, second, first.Cross(second)];
    }

    /// <param name="Flatness">Shortest axis against the middle one.</param>
    /// <param name="Length">At most the longest axis against the middle one.</param>
    /// <param name="Bumps">How many.</param>
    /// <param name="BumpHeight">At most, as a share of the radius.</param>
    /// <param name="Sharpness">The bumps' concentration.</param>
    /// <param name="Spicules">How many.</param>
    /// <param name="Roughness">Standard deviation of <see cref="OutlineRoughness"/>, as a share of the radius: circumscribed kinds the least, spiculated the most. Ours.</param>
    /// <param name="Lobulation">Standard deviation of the coarse lobes as a share of the radius, drawn for each lesion. Ours, so that perimeter² / (4π area) in ultrasound spreads as that of masks drawn by readers.</param>
    private sealed record Outline((double Low, double High) Flatness, double Length, int Bumps, double BumpHeight, double Sharpness, int Spicules, double Roughness, (double Low, double High) Lobulation);
}
