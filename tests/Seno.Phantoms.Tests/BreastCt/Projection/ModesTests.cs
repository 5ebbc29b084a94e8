using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.BreastCt;
using Seno.Phantoms.BreastCt.Projection;
using Seno.Phantoms.BreastCt.Quality;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.Tests.BreastCt.Projection;

/// <summary>The fast mode shows what the projection mode shows: both are measured in the same way.</summary>
public sealed class ModesTests
{
    /// <summary>Voxel and blur, mm: the reference, a sharp and a smooth centre, and a coarse grid whose kernel follows the voxel.</summary>
    public static readonly TheoryData<double, double> Centres = new() { { 0.3, 0.22 }, { 0.25, 0.18 }, { 0.4, 0.36 }, { 0.5, 0.22 } };

    [Theory, MemberData(nameof(Centres))]
    public void Both_modes_have_the_stated_point_spread_function(double voxel, double blur)
    {
        var scanner = Scanner(blur);
        var geometry = Disc.Square(96, voxel);
        const double X = 1.37, Y = -0.71;
        var radius = 0.28 * 96 * voxel;
        var fast = ModulationTransfer.OfDisc(BreastCtSimulator.Blurred(Disc.Image(geometry, X, Y, radius), scanner, 0), X, Y, radius);
        var projected = ModulationTransfer.OfDisc(Disc.Scanned(scanner with { Noise = 0 }, geometry, (X, Y, radius), 0.42 * 96 * voxel), X, Y, radius);
        var stated = scanner.BlurIn(voxel);
        foreach (var level in new[] { 0.5, 0.1 })
        {
            // of a Gaussian: exp(−2 π² σ² f²)
            var expected = Math.Sqrt(-Math.Log(level) / 2) / (Math.PI * stated);
            Assert.Equal(1, fast.At(level) / expected, 0.03);
            Assert.Equal(1, projected.At(level) / expected, 0.03);
        }
    }

    [Theory]
    [InlineData(0.3, 0.22)]
    [InlineData(0.25, 0.18)]
    [InlineData(0.4, 0.36)]
    public void Both_modes_have_the_same_noise_in_strength_and_spectrum(double voxel, double blur)
    {
        const int Side = 64, Slices = 10;
        var radius = 0.75 * Side * voxel;
        var scanner = Scanner(blur) with { ReferenceDiameter = 2 * radius };
        var geometry = Disc.Square(Side, voxel, Slices);
        var noise = Disc.Scanned(scanner, geometry, (0, 0, radius), radius + 2);
        var silence = Disc.Scanned(scanner with { Noise = 0 }, Disc.Square(Side, voxel), (0, 0, radius), radius + 2);
        for (var i = 0; i < noise.Array.Length; i++)
            noise.Array[i] -= silence.Array[i % silence.Array.Length];
        var fast = BreastCtSimulator.Noise(Disc.Square(Side, voxel, 8 * Slices), scanner, 1, 0, 0);

        // in the middle, where the water is as thick as the reference
        Assert.Equal(1, Deviation(noise, Side / 8) / scanner.NoiseIn(voxel, voxel), 0.05);
        Assert.Equal(1, Deviation(fast, Side / 2) / scanner.NoiseIn(voxel, voxel), 0.05);

        var (ours, theirs) = (NoisePower.Of(fast, 0, 0, Side), NoisePower.Of(noise, 0, 0, Side));
        Assert.Equal(1, theirs.Peak / ours.Peak, 0.1);

        // five frequencies at a time, as a share of the highest
        double[] Shape(NoisePower power) => [.. Enumerable.Range(1, power.Values.Count - 5).Select(i => power.Values.Skip(i).Take(5).Sum() / power.Values.Sum())];
        var (shape, reference) = (Shape(ours), Shape(theirs));
        for (var i = 0; i < shape.Length; i++)
            Assert.Equal(shape[i] / shape.Max(), reference[i] / shape.Max(), 0.1);
    }

    [Fact]
    public void A_quarter_of_the_dose_doubles_the_noise_in_both_modes()
    {
        var scanner = Scanner(0.22) with { ReferenceDiameter = 30 };
        var low = scanner with { Dose = 0.25 };
        Assert.Equal(2, low.NoiseIn(0.3, 0.3) / scanner.NoiseIn(0.3, 0.3), 1e-9);
        var geometry = Disc.Square(32, 0.3, 8);
        var ratio = Deviation(Disc.Scanned(low, geometry, (0, 0, 15), 17), 16) / Deviation(Disc.Scanned(scanner, geometry, (0, 0, 15), 17), 16);
        Assert.Equal(2, ratio, 0.1);
    }

    [Fact]
    public void Both_modes_show_the_same_breast_with_the_same_truth_and_the_same_bits_whatever_the_threads()
    {
        var anatomy = LesionPlacement.Place(BreastAnatomy.Draw(new(), 3, 0), [(LesionKind.RoundMass, 20)], new SeededRandom(3, "place"));
        var scanner = new BreastCtScanner { Noise = 0, Rings = 0, Cupping = 0, Offset = 15, Blur = 1.5, AxialBlur = 1 };
        var corner = -0.5 * 15 * 1.5;
        var geometry = new Geometry(new(16, 16, 6), new(1.5, 1.5, 1.5), anatomy.Lesions[0].Centre + new Vector3(corner, corner, -3.75));
        var fast = BreastCtSimulator.Scan(anatomy, scanner, geometry, 3, 0);
        var projected = BreastCtProjector.Scan(anatomy, scanner, geometry, 3, 0, threads: 1);
        Assert.Equal(projected.Image.Array, BreastCtProjector.Scan(anatomy, scanner, geometry, 3, 0, threads: 2).Image.Array);
        Assert.Equal(fast.Truth.Array, projected.Truth.Array);
        Assert.Equal(fast.Tissue.Array, projected.Tissue.Array);

        // of one energy the mass has the HU drawn for it; a polychromatic beam hardens less in fat than the correction for water expects
        var mass = HounsfieldUnits.Draw(new SeededRandom(3, "Hounsfield units"))[(int)Material.MalignantMass] + 15;
        var pure = BreastCtProjector.Scan(anatomy, scanner, geometry, 3, 0, Spectrum.Monoenergetic(38), threads: 2);
        Assert.Equal(mass, Middle(fast.Image), 4.0);
        Assert.Equal(mass, Middle(pure.Image), 4.0);
        Assert.InRange(Middle(projected.Image) - mass, 0, 20);
    }

    /// <summary>Mean of 4 × 4 × 2 voxels, over which texture evens out.</summary>
    private static double Middle(Volume<float> image) => Enumerable.Range(0, 32).Average(i => image[6 + i % 4, 6 + i / 4 % 4, 2 + i / 16]);

    private static BreastCtScanner Scanner(double blur) => new() { Blur = blur, Rings = 0, Cupping = 0, AxialBlur = 0 };

    /// <summary>Of the middle square.</summary>
    private static double Deviation(Volume<float> image, int half)
    {
        var (size, values) = (image.Size, new List<double>());
        for (var z = 0; z < size.Z; z++)
        {
            for (var i = 0; i < 4 * half * half; i++)
                values.Add(image[size.X / 2 - half + i % (2 * half), size.Y / 2 - half + i / (2 * half), z]);
        }
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
