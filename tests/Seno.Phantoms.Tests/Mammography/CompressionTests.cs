using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Mammography;

namespace Seno.Phantoms.Tests.Mammography;

public sealed class CompressionTests
{
    private static readonly BreastAnatomy Anatomy = BreastAnatomy.Draw(new(), seed: 11, index: 0);

    [Theory]
    [InlineData(0, 55)]
    [InlineData(45, 40)]
    public void The_map_has_a_determinant_of_one_and_its_inverse_leads_back(double degrees, double thickness)
    {
        const double Step = 1e-3;
        var compression = Compression.Of(Anatomy, thickness, degrees);
        var random = new SeededRandom(1, "points");
        for (var i = 0; i < 200; i++)
        {
            var (u, v, w) = (0.65 * random.Uniform(-1, 1) * compression.HalfWidth, random.Uniform(-20, 20), 0.65 * random.NextDouble() * compression.Length);
            Assert.True(compression.TryRelease(u, v, w, out var point));
            Assert.True((compression.Compress(point) - new Vector3(u, v, w)).Length < 1e-6);

            Vector3 Slope(double du, double dv, double dw)
            {
                Assert.True(compression.TryRelease(u + du, v + dv, w + dw, out var ahead) & compression.TryRelease(u - du, v - dv, w - dw, out var behind));
                return 1 / (2 * Step) * (ahead - behind);
            }
            var determinant = Slope(Step, 0, 0).Dot(Slope(0, Step, 0).Cross(Slope(0, 0, Step)));
            Assert.Equal(1, determinant, 1e-5);
        }
    }

    [Fact]
    public void The_breast_between_the_paddles_has_the_volume_it_had_before()
    {
        // from where on it lies between the paddles
        const double Edge = 10;
        const double Spacing = 1.9;
        var compression = Compression.Of(Anatomy, 50, 0);
        var (pendent, compressed) = (0L, 0L);
        for (var z = Spacing / 2; z < compression.Length; z += Spacing)
        {
            for (var y = -100.0; y < 100; y += Spacing)
            {
                for (var x = -compression.HalfWidth; x < compression.HalfWidth; x += Spacing)
                {
                    pendent += z >= Edge && Anatomy.Depth(new(x, y, z)) > 0 ? 1 : 0;
                    compressed += compression.TryRelease(x, y, z, out var point) && point.Z >= Edge && Anatomy.Depth(point) > 0 ? 1 : 0;
                }
            }
        }
        Assert.Equal(1, (double)compressed / pendent, 0.01);
    }

    [Fact]
    public void The_slab_is_as_thick_as_asked_for_and_nearly_flat()
    {
        var compression = Compression.Of(Anatomy, 50, 0);
        double ThicknessAt(double u, double w)
        {
            var inside = 0;
            for (var v = -60.0; v < 60; v += 0.1)
                inside += compression.TryRelease(u, v, w, out var point) && Anatomy.Depth(point) > 0 ? 1 : 0;
            return 0.1 * inside;
        }
        var thicknesses = new List<double>();
        for (var w = 25.0; w < 0.6 * compression.Length; w += 10)
        {
            for (var u = -0.4 * compression.HalfWidth; u <= 0.4 * compression.HalfWidth; u += 10)
                thicknesses.Add(ThicknessAt(u, w));
        }
        Assert.InRange(thicknesses.Max(), 40, 50.2);
        Assert.InRange(thicknesses.Min() / thicknesses.Max(), 0.75, 1);
    }

    [Fact]
    public void A_thickness_beyond_the_breasts_own_is_refused()
    {
        Assert.Contains("no compression", Assert.Throws<ArgumentOutOfRangeException>(() => Compression.Of(Anatomy, 300, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Compression.Of(Anatomy, double.NaN, 0));
    }
}
