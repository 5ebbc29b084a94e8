using Seno.Core;
using Seno.Imaging;

namespace Seno.Phantoms.Anatomy;

/// <summary>A few arteries and veins that run from the chest wall through the subcutaneous fat, following the skin.</summary>
internal static class Vessels
{
    public static IEnumerable<Tube> Grow(BreastShape shape, SeededRandom random)
    {
        var count = 3 + random.Next(4);
        for (var vessel = 0; vessel < count; vessel++)
        {
            var angle = random.Uniform(0, 2 * Math.PI);
            var under = random.Uniform(5, 12);
            var radius = random.Uniform(0.6, 1.5);
            var turn = random.Uniform(-0.02, 0.02);
            Vector3? last = null;
            for (var z = 4.0; z < 0.85 * shape.Length; z += 4)
            {
                angle += turn + 0.03 * random.Normal();
                var along = z / shape.Length;
                var distance = shape.Radius * Math.Sqrt(1 - along * along) - under / Math.Sqrt(1 - along * along);
                if (distance < 8)
                    break;
                var point = new Vector3(distance * Math.Cos(angle), distance * Math.Sin(angle), z);
                if (last is { } from)
                    yield return new(from, point, radius, radius * 0.97);
                (last, radius) = (point, radius * 0.97);
            }
        }
    }
}
