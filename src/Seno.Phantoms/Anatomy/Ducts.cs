using Seno.Core;
using Seno.Imaging;

namespace Seno.Phantoms.Anatomy;

/// <summary>Milk ducts: a few trees that fan out from the nipple towards the chest wall, halving their section at each branching.</summary>
internal static class Ducts
{
    public static IEnumerable<Tube> Grow(BreastShape shape, SeededRandom random)
    {
        var trees = 6 + random.Next(5);
        for (var tree = 0; tree < trees; tree++)
        {
            var angle = 2 * Math.PI * (tree + random.Uniform(-0.3, 0.3)) / trees;
            var outward = random.Uniform(0.15, 0.7);
            var heading = new Vector3(outward * Math.Cos(angle), outward * Math.Sin(angle), -1);
            var start = new Vector3(1.5 * Math.Cos(angle), 1.5 * Math.Sin(angle), shape.Length - 1);
            foreach (var tube in Branch(shape, start, heading, random.Uniform(0.7, 1.1), generation: 0, random))
                yield return tube;
        }
    }

    private static IEnumerable<Tube> Branch(BreastShape shape, Vector3 start, Vector3 heading, double radius, int generation, SeededRandom random)
    {
        var pieces = 3 + random.Next(3);
        for (var piece = 0; piece < pieces; piece++)
        {
            heading = Unit(heading + 0.25 * Wobble(random));
            var end = start + random.Uniform(3, 6) * heading;
            if (shape.Depth(end.X, end.Y, end.Z) < 6 || end.Z < 14)
                yield break;
            yield return new(start, end, radius, radius * 0.93);
            (start, radius) = (end, radius * 0.93);
        }
        if (generation >= 3)
            yield break;
        for (var child = 0; child < 2; child++)
        {
            foreach (var tube in Branch(shape, start, Unit(heading + 0.6 * Wobble(random)), radius * 0.75, generation + 1, random))
                yield return tube;
        }
    }

    internal static Vector3 Wobble(SeededRandom random) => new(random.Normal(), random.Normal(), random.Normal());

    internal static Vector3 Unit(Vector3 vector) => 1 / Math.Max(vector.Length, 1e-12) * vector;
}
