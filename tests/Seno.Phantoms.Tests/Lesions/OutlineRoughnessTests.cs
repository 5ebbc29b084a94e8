using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.Tests.Lesions;

public sealed class OutlineRoughnessTests
{
    [Fact]
    public void It_has_the_stated_deviation_mean_0_and_its_bound()
    {
        var values = Enumerable.Range(0, 200).SelectMany(i =>
        {
            var roughness = new OutlineRoughness(0.06, new SeededRandom(1, "roughness", i));
            return Enumerable.Range(0, 50).Select(turn => roughness.Towards(Direction(0.1 + turn)));
        }).ToArray();
        Assert.Equal(0, values.Average(), 0.004);
        Assert.Equal(0.06, Math.Sqrt(values.Average(value => value * value)), 0.004);
        Assert.All(values, value => Assert.InRange(value, -0.12, 0.12));
    }

    [Fact]
    public void A_smooth_outline_does_not_depart_at_all()
    {
        var smooth = new OutlineRoughness(0, new SeededRandom(1, "roughness"));
        Assert.Equal(0.0, smooth.Bound);
        Assert.Equal(0.0, smooth.Towards(Direction(1)));
    }

    /// <summary>Perimeter² / (4π area) by the exact curve: r(θ) at 720 angles, against 1 + Σ (n² − 1) σₙ² ≈ 1 + (mean slope² − deviation²).</summary>
    [Fact]
    public void Its_contour_is_longer_by_what_the_formula_says()
    {
        const int Points = 720;
        var (measured, expected) = (0.0, 0.0);
        for (var i = 0; i < 40; i++)
        {
            var roughness = new OutlineRoughness(0.03, new SeededRandom(2, "roughness", i));
            var points = Enumerable.Range(0, Points + 1).Select(k => (1 + roughness.Towards(Direction(2 * Math.PI * k / Points))) * Direction(2 * Math.PI * k / Points)).ToArray();
            var (perimeter, area) = (0.0, 0.0);
            for (var k = 0; k < Points; k++)
            {
                perimeter += (points[k + 1] - points[k]).Length;
                area += (points[k].X * points[k + 1].Y - points[k].Y * points[k + 1].X) / 2;
            }
            measured += perimeter * perimeter / (4 * Math.PI * area) / 40;
            var radii = points.Select(point => point.Length).ToArray();
            var slope = Enumerable.Range(0, Points).Average(k => Math.Pow((radii[k + 1] - radii[k]) * Points / (2 * Math.PI), 2));
            var mean = radii.Take(Points).Average();
            expected += (1 + (slope - radii.Take(Points).Average(radius => (radius - mean) * (radius - mean))) / (mean * mean)) / 40;
        }
        Assert.True(measured > 1.02, $"{measured}");
        Assert.Equal(expected - 1, measured - 1, 0.1 * (expected - 1));
    }

    private static Vector3 Direction(double angle) => new(Math.Cos(angle), Math.Sin(angle), 0);
}
