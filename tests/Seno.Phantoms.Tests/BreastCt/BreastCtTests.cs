using System.Numerics;
using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.BreastCt;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.Tests.BreastCt;

public sealed class BreastCtTests
{
    [Theory]
    [InlineData(Material.MalignantMass, 53.3, 60.2, 67.3)]
    [InlineData(Material.Fibroadenoma, 41.9, 46.3, 59.5)]
    [InlineData(Material.Cyst, 24.3, 35.3, 46.0)]
    [InlineData(Material.Fibroglandular, 24.2, 28.7, 33.0)]
    public void Drawn_HU_have_the_published_quartiles(Material material, double lower, double median, double upper)
    {
        var drawn = Enumerable.Range(0, 8000).Select(i => (double)HounsfieldUnits.Draw(new SeededRandom(1, "HU", i))[(int)material]).Order().ToArray();
        Assert.Equal(lower, drawn[2000], 0.8);
        Assert.Equal(median, drawn[4000], 0.8);
        Assert.Equal(upper, drawn[6000], 0.8);
    }

    [Fact]
    public void Noise_has_its_deviation_and_the_spectrum_of_filtered_back_projection()
    {
        const int Size = 128;
        const double Spacing = 0.3;
        var geometry = new Geometry(new(Size, Size, 40), new(Spacing, Spacing, Spacing));
        var noise = TomographicNoise.Draw(geometry, deviation: 30, blur: 0.22, axialBlur: 0, seed: 1, index: 2, threads: 0);
        Assert.Equal(30, Math.Sqrt(noise.Array.Average(value => (double)value * value)), 1e-2);

        var power = RadialPower(noise);
        double Expected(double f) => f * Math.Exp(-4 * Math.PI * Math.PI * 0.22 * 0.22 * f * f);
        var reference = power[20] / Expected(20 / (Size * Spacing));
        foreach (var k in new[] { 5, 10, 30, 40, 50 })
            Assert.Equal(1, power[k] / (reference * Expected(k / (Size * Spacing))), 0.12);
    }

    [Fact]
    public void A_large_lesion_has_its_HU_and_its_labels_inside()
    {
        var anatomy = LesionPlacement.Place(BreastAnatomy.Draw(new() { Density = 'd' }, 2, 0), [(LesionKind.Cyst, 24)], new SeededRandom(2, "place"));
        var lesion = anatomy.Lesions[0];
        var scanner = new BreastCtScanner { Noise = 0, Rings = 0, Cupping = 0, Blur = 0.5 };
        var geometry = new Geometry(new(100, 9, 9), new(0.3, 0.3, 0.3), lesion.Centre - new Imaging.Vector3(14.85, 1.2, 1.2));
        var scan = BreastCtSimulator.Scan(anatomy, scanner, geometry, 2, 0);
        var values = HounsfieldUnits.Draw(new SeededRandom(2, "Hounsfield units", 0));
        Assert.Equal(values[(int)Material.Cyst], scan.Image[50, 4, 4], 0.5f);
        Assert.Equal(1f, scan.Soft[50, 4, 4]);
        Assert.Equal(3, scan.Tissue[50, 4, 4]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_whatever_the_threads()
    {
        var anatomy = LesionPlacement.Place(BreastAnatomy.Draw(new(), 3, 0), [(LesionKind.RoundMass, 8)], new SeededRandom(3, "place"));
        var geometry = BreastCtSimulator.VolumeOfInterest(anatomy.Lesions[0], 48, 0.4, new SeededRandom(3, "place", 1));
        var first = BreastCtSimulator.Scan(anatomy, BreastCtScanner.OfCentre(2, 3), geometry, 3, 0, threads: 1);
        var second = BreastCtSimulator.Scan(anatomy, BreastCtScanner.OfCentre(2, 3), geometry, 3, 0, threads: 2);
        Assert.Equal(first.Image.Array, second.Image.Array);
        Assert.Equal(first.Truth.Array, Occupancy.Hard(second.Soft).Array);
        Assert.True(first.Truth.Array.Sum(voxel => voxel) > 1000);
    }

    [Fact]
    public void A_cube_too_small_for_the_lesion_is_refused_with_the_size_that_would_do()
    {
        var lesion = Mass.Draw(LesionKind.Cyst, default, 20, new SeededRandom(1, "lesion"));
        Assert.Contains("voxels would", Assert.Throws<ArgumentException>(() => BreastCtSimulator.VolumeOfInterest(lesion, 40, 0.3, new SeededRandom(1, "place"))).Message, StringComparison.Ordinal);
    }

    private static double[] RadialPower(Volume<float> noise)
    {
        var size = noise.Size.X;
        var transform = new FourierTransform(size);
        var (sums, counts) = (new double[size], new int[size]);
        for (var z = 0; z < noise.Size.Z; z++)
        {
            var plane = new Complex[size * size];
            for (var i = 0; i < plane.Length; i++)
                plane[i] = noise.Array[z * size * size + i];
            for (var y = 0; y < size; y++)
                transform.Forward(plane.AsSpan(y * size, size));
            for (var x = 0; x < size; x++)
            {
                var column = Enumerable.Range(0, size).Select(y => plane[x + size * y]).ToArray();
                transform.Forward(column);
                for (var y = 0; y < size; y++)
                {
                    var (u, v) = (x <= size / 2 ? x : x - size, y <= size / 2 ? y : y - size);
                    var k = (int)Math.Round(Math.Sqrt(u * u + v * v));
                    sums[k] += column[y].Real * column[y].Real + column[y].Imaginary * column[y].Imaginary;
                    counts[k]++;
                }
            }
        }
        return [.. sums.Select((sum, k) => sum / Math.Max(1, counts[k]))];
    }
}
