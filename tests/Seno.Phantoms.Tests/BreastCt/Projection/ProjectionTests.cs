using System.Numerics;
using Seno.Core;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.BreastCt;
using Seno.Phantoms.BreastCt.Projection;

namespace Seno.Phantoms.Tests.BreastCt.Projection;

public sealed class ProjectionTests
{
    private static readonly BreastCtScanner Ideal = new() { Noise = 0, Rings = 0, Cupping = 0, AxialBlur = 0 };

    [Theory]
    [InlineData(0, 0, 15)]
    [InlineData(6.3, -4.1, 9)]
    public void The_integral_through_a_disc_is_its_chord(double x, double y, double radius)
    {
        var beam = FanBeam.Around(22, 0.4, 650);
        var slice = Disc.Object(230, 0.2, x, y, radius);
        var paths = new Vector2[beam.Channels];
        var errors = new List<double>();
        for (var view = 0; view < beam.Views; view += 7)
        {
            RayIntegrals.Trace(slice, beam, view, paths);
            var (sine, cosine) = Math.SinCos(beam.Angle(view));
            for (var channel = 0; channel < beam.Channels; channel++)
            {
                // distance of the disc's middle from the line through the source and the channel's place
                var (at, source) = (beam.Position(channel), beam.SourceDistance);
                var (along, across) = (-x * sine + y * cosine, x * cosine + y * sine);
                var distance = Math.Abs(at * (source - along) - across * source) / Math.Sqrt(at * at + source * source);
                if (Math.Abs(distance - radius) > 1)
                {
                    // a ray may meet the pixels of the edge unevenly; on the mean over rays nothing of that remains
                    var chord = distance > radius ? 0 : 2 * Math.Sqrt(radius * radius - distance * distance);
                    Assert.Equal(chord, paths[channel].X, 0.1);
                    errors.Add(paths[channel].X - chord);
                }
                Assert.Equal(0, paths[channel].Y);
            }
        }
        Assert.Equal(0, errors.Average(), 0.003);
    }

    [Fact]
    public void A_water_cylinder_of_one_energy_has_0_HU_and_air_minus_1000()
    {
        var image = Disc.Scanned(Ideal, Disc.Square(120, 0.4), (2, -1, 18), 24, Spectrum.Monoenergetic(38));
        foreach (var (x, y) in new[] { (0.0, 0.0), (12, 3), (-9, -9), (2, 13) })
            Assert.Equal(0, image[(int)Math.Round(x / 0.4 + 59.5), (int)Math.Round(y / 0.4 + 59.5)], 2.0);
        Assert.Equal(-1000, image[59, 115], 5.0);
    }

    [Fact]
    public void Hardening_that_is_left_darkens_the_centre_as_asked_and_the_correction_removes_it()
    {
        double Cupping(double asked)
        {
            var image = Disc.Scanned(Ideal with { Cupping = asked }, Disc.Square(100, 0.8), (0, 0, 36), 39);
            var rim = Enumerable.Range(0, 64).Average(i => image[(int)Math.Round(49.5 + 32 / 0.8 * Math.Cos(i)), (int)Math.Round(49.5 + 32 / 0.8 * Math.Sin(i))]);
            return rim - (image[49, 49] + image[50, 49] + image[49, 50] + image[50, 50]) / 4;
        }
        Assert.Equal(0, Cupping(0), 1.0);

        // measured at 32 of 36 mm: 0.79 of what grows with the square of the radius
        Assert.Equal(0.79 * 30, Cupping(30), 3.0);
    }

    [Fact]
    public void Without_any_correction_sixty_kilovolts_harden_in_water_and_the_correction_is_exact()
    {
        var spectrum = Spectrum.Tungsten(60);
        var effective = new[] { 1.0, 36, 72 }.Select(water => -Math.Log(spectrum.Transmission(water)) / water).ToArray();
        Assert.True(effective[0] > 1.05 * effective[1] && effective[1] > 1.02 * effective[2], string.Join(' ', effective));
        var uncorrected = new WaterCorrection(spectrum, 1, effective[2]);
        var corrected = new WaterCorrection(spectrum, 0, effective[2]);
        foreach (var water in new[] { 5.0, 36, 72, 140 })
        {
            Assert.Equal(water, corrected.Length(-Math.Log(spectrum.Transmission(water))), 1e-3 * water);
            Assert.Equal(-Math.Log(spectrum.Transmission(water)) / effective[2], uncorrected.Length(-Math.Log(spectrum.Transmission(water))), 1e-3 * water);
        }
    }

    [Fact]
    public void Attenuation_is_the_published_and_straight_in_logarithms_between()
    {
        Assert.Equal(0.02683, Attenuation.At(Attenuation.Water, 40), 1e-9);
        Assert.Equal(0.95 * 0.03063, Attenuation.At(Attenuation.Adipose, 30), 1e-9);

        // water at 35 keV: 0.3070 cm²/g in NIST's XCOM
        Assert.Equal(0.0307, Attenuation.At(Attenuation.Water, 35), 0.0008);
        Assert.InRange(Spectrum.Tungsten(60).Energies.Zip(Spectrum.Tungsten(60).Shares, (energy, share) => energy * share).Sum(), 33, 42);
    }

    [Fact]
    public void Water_and_bone_mix_to_fat_and_muscle_within_one_percent_from_20_to_60_keV()
    {
        foreach (var tissue in new[] { Attenuation.Adipose, Attenuation.Muscle })
        {
            var (water, bone) = BasisMaterials.Fit(tissue);
            for (var energy = 20; energy <= 60; energy += 10)
                Assert.Equal(1, (water * Attenuation.At(Attenuation.Water, energy) + bone * Attenuation.At(Attenuation.Bone, energy)) / Attenuation.At(tissue, energy), 0.01);
        }
    }

    [Fact]
    public void Fat_is_darker_and_calcium_brighter_at_fewer_kilovolts_and_both_as_drawn_at_the_reference()
    {
        var drawn = HounsfieldUnits.Draw(new SeededRandom(1, "HU"));
        var soft = BasisMaterials.HounsfieldAt(drawn, 49, 120);
        Assert.True(soft[(int)Material.Adipose] < drawn[(int)Material.Adipose] - 5);
        Assert.True(soft[(int)Material.Calcification] > drawn[(int)Material.Calcification] + 50);
        Assert.Equal(-1000, soft[(int)Material.Air], 1e-3);
        Assert.Equal(drawn[(int)Material.Cyst], soft[(int)Material.Cyst], 0.01);

        var (water, bone) = BasisMaterials.Of(drawn, 120);
        var ratio = Spectrum.Tungsten(60).BoneToWater(120);
        for (var i = 0; i < drawn.Length; i++)
            Assert.Equal(drawn[i], 1000 * (water[i] + bone[i] * ratio - 1), 0.01);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(7)]
    [InlineData(10.5)]
    [InlineData(60)]
    [InlineData(900)]
    public void Drawn_counts_have_mean_variance_and_third_moment_of_Poisson(double mean)
    {
        var random = new SeededRandom(4, "Poisson");
        const int Count = 200_000;
        var drawn = Enumerable.Range(0, Count).Select(_ => (double)Poisson.Draw(mean, random)).ToArray();
        var average = drawn.Average();
        Assert.Equal(mean, average, 4 * Math.Sqrt(mean / Count));
        Assert.Equal(1, drawn.Average(value => (value - average) * (value - average)) / mean, 0.02);
        var deviation = Math.Sqrt(mean);
        Assert.Equal(1 / deviation, drawn.Average(value => Math.Pow((value - average) / deviation, 3)), 0.06);
        Assert.Equal(0, Poisson.Draw(0, random));
    }
}
