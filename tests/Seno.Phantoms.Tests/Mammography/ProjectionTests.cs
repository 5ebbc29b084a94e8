using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Lesions;
using Seno.Phantoms.Mammography;

namespace Seno.Phantoms.Tests.Mammography;

public sealed class ProjectionTests
{
    private static readonly MammographyScanner Parallel = new() { SourceDistance = double.PositiveInfinity };
    private static readonly BreastAnatomy Anatomy = BreastAnatomy.Draw(new(), seed: 12, index: 0);

    [Theory]
    [InlineData(Material.Adipose, 0.456)]
    [InlineData(Material.Fibroglandular, 0.802)]
    [InlineData(Material.MalignantMass, 0.844)]
    public void A_slab_lets_through_what_Beer_and_Lambert_say(Material material, double perCentimetre)
    {
        var paths = new double[MaterialPaths.Count];
        MaterialPaths.Along(v => v is > -17.3 and < 23.9 ? material : Material.Air, -30, 30, paths);
        Assert.Equal(41.2, paths[(int)material], 0.03);

        var attenuation = Plane(4, 0.1, default);
        attenuation.Span.Fill((float)(AttenuationCoefficients.Mean()[(int)material] * paths[(int)material]));
        var signal = Detector.Signal(attenuation, Plane(4, 0.1, default), Parallel, threads: 1);
        Assert.Equal(Math.Exp(-perCentimetre * 4.12), signal[2, 2], 0.003 * signal[2, 2]);
    }

    [Fact]
    public void Skin_thinner_than_a_step_is_found_between_air_and_fat()
    {
        var paths = new double[MaterialPaths.Count];
        MaterialPaths.Along(v => v < 0.05 ? Material.Air : v < 0.25 ? Material.Skin : Material.Adipose, -1, 5, paths);
        Assert.Equal(0.2, paths[(int)Material.Skin], 0.03);
        Assert.Equal(4.75, paths[(int)Material.Adipose], 0.03);
    }

    [Fact]
    public void Oblique_rays_are_longer_and_parallel_ones_are_not()
    {
        Assert.Equal(1, new ConeRay(100, 100, -30, double.PositiveInfinity).Obliquity);
        Assert.Equal(1, new ConeRay(100, 100, -30, double.PositiveInfinity).ScaleAt(40));
        Assert.Equal(Math.Sqrt(1.04), new ConeRay(0, 130, -30, 650).Obliquity, 1e-12);
        Assert.Equal(0.9, new ConeRay(0, 130, -30, 650).ScaleAt(35), 1e-12);
    }

    [Fact]
    public void The_breast_attenuates_as_a_hundred_times_finer_sum_along_the_ray_says()
    {
        var breast = CompressedBreast.Of(Anatomy, Compression.Of(Anatomy, 55, 0));
        var coefficients = AttenuationCoefficients.Mean();
        var grid = new Geometry(new(6, 6, 1), new(7, 7, 1), new(25, -17, 0));
        var projection = TissueProjection.Of(breast, new(), grid, coefficients, threads: 0);
        var errors = new List<double>();
        for (var y = 0; y < 6; y++)
        {
            for (var x = 0; x < 6; x++)
            {
                var ray = MammographySimulator.Ray(breast, new(), grid, x, y);
                var sum = 0.0;
                for (var v = -60.0; v < 60; v += 0.005)
                    sum += 0.005 * coefficients[(int)breast.TissueAt(ray.U * ray.ScaleAt(v), v, ray.W * ray.ScaleAt(v))];
                errors.Add(projection.Attenuation[x, y] - sum * ray.Obliquity);
            }
        }

        // shreds thinner than a step may be missed; the quantum noise of a pixel is 0.02 and more
        Assert.Equal(0, errors.Average(), 0.004);
        Assert.Equal(0, Math.Sqrt(errors.Average(error => error * error)), 0.015);
    }

    [Fact]
    public void The_paths_through_a_mass_add_up_to_its_volume()
    {
        var breast = With(LesionKind.LobulatedMass, 10);
        var (scanner, coefficients) = (Parallel, AttenuationCoefficients.Mean());
        var attenuation = About(breast, 200, 0.1);
        var shadow = new LesionProjection(breast, scanner, coefficients, 0).Add(attenuation, threads: 0)!;
        Assert.Equal(Math.PI / 6 * 1000, shadow.Path.Array.Sum(path => (double)path) * 0.01, 0.02 * Math.PI / 6 * 1000);
        Assert.InRange(shadow.LongestPath, 6f, 16f);
        Assert.True(attenuation.Array.Max() > 0);
    }

    [Fact]
    public void Calcifications_attenuate_as_much_as_their_calcium_in_all()
    {
        var breast = With(LesionKind.Calcifications, 8);
        var coefficients = new float[MaterialPaths.Count];
        coefficients[(int)Material.Calcification] = 1.2f;
        var attenuation = About(breast, 150, 0.1);
        new LesionProjection(breast, Parallel, coefficients, 0).Add(attenuation, threads: 0);
        var calcium = ((CalcificationCluster)breast.Anatomy.Lesions[0]).Grains.Sum(grain => 4 * Math.PI / 3 * Math.Pow(grain.Radius, 3));
        Assert.Equal(1, attenuation.Array.Sum(value => (double)value) * 0.01 / (1.2 * calcium), 0.02);
        Assert.True(attenuation.Array.Max() > 0.2f);
        Assert.True(attenuation.Array.Min() >= 0);
    }

    [Fact]
    public void A_lesion_stays_within_the_slab()
    {
        var breast = With(LesionKind.RoundMass, 20);
        var centre = breast.LesionCentres[0];
        foreach (var side in new[] { -10, 10 })
            Assert.NotEqual(Material.Air, breast.TissueAt(centre.X, centre.Y + side, centre.Z));
    }

    private static CompressedBreast With(LesionKind kind, double diameter)
    {
        var anatomy = LesionPlacement.Place(Anatomy, [(kind, diameter)], new SeededRandom(12, "place"));
        return CompressedBreast.Of(anatomy, Compression.Of(anatomy, 55, 0));
    }

    /// <summary>Zeros about the first lesion.</summary>
    private static Volume<float> About(CompressedBreast breast, int size, double pixel)
    {
        var (centre, corner) = (breast.LesionCentres[0], (size - 1) * pixel / 2);
        return Plane(size, pixel, new(centre.Z - corner, centre.X - corner, 0));
    }

    private static Volume<float> Plane(int size, double pixel, Vector3 origin) => new(new Geometry(new(size, size, 1), new(pixel, pixel, 1), origin));
}
