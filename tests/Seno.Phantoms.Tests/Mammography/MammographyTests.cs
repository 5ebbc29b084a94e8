using Seno.Core;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Lesions;
using Seno.Phantoms.Mammography;
using Seno.Phantoms.Readers;

namespace Seno.Phantoms.Tests.Mammography;

public sealed class MammographyTests
{
    private static readonly BreastAnatomy Anatomy = LesionPlacement.Place(BreastAnatomy.Draw(new(), 13, 0), [(LesionKind.RoundMass, 14), (LesionKind.Calcifications, 8)], new SeededRandom(13, "place"));
    private static readonly Lazy<MammographyImage> Craniocaudal = new(() => Expose(MammographyView.CC, threads: 0));
    private static readonly Lazy<MammographyImage> Oblique = new(() => Expose(MammographyView.MLO, threads: 2));

    [Fact]
    public void The_same_seed_gives_the_same_bits_whatever_the_threads()
    {
        var (first, second) = (Expose(MammographyView.MLO, threads: 1), Oblique.Value);
        Assert.Equal(first.Image.Array, second.Image.Array);
        Assert.Equal(first.Soft.Array, second.Soft.Array);
        Assert.Equal(first.Truth.Array, second.Truth.Array);
        Assert.Equal(first.Dense.Array, second.Dense.Array);
    }

    [Fact]
    public void An_image_is_in_whole_numbers_of_12_bits_with_air_black_and_the_breast_within_the_window()
    {
        var image = Craniocaudal.Value;
        Assert.All(image.Image.Array, value => Assert.True(value is >= 0 and <= 4095 && value == MathF.Round(value)));
        var pixels = image.Image.Array.Zip(image.Tissue.Array, image.Dense.Array).ToArray();
        Assert.True(pixels.Where(pixel => pixel.Second == 0).Average(pixel => pixel.First) < 20);
        var breast = pixels.Where(pixel => pixel.Second is 2 or 3).OrderBy(pixel => pixel.Third).ToArray();
        Assert.True(breast.Count(pixel => pixel.First is > 0 and < 4095) > 0.95 * breast.Length);
        Assert.True(breast[^(breast.Length / 4)..].Average(pixel => pixel.First) > breast[..(breast.Length / 4)].Average(pixel => pixel.First) + 100);
    }

    [Fact]
    public void The_truth_is_where_rays_run_through_a_lesion_and_the_soft_one_their_share()
    {
        var image = Craniocaudal.Value;
        Assert.Equal(2, image.Lesions.Count);
        Assert.Equal(1f, image.Soft.Array.Max());
        for (var i = 0; i < image.Truth.Array.Length; i++)
            Assert.True(image.Truth.Array[i] == 0 || image.Soft.Array[i] > 0);
        var area = image.Truth.Array.Sum(pixel => pixel) * image.Image.Geometry.Spacing.X * image.Image.Geometry.Spacing.X;

        // a mass of 14 mm and a cluster of at most 11, a little magnified
        Assert.InRange(area, 0.6 * Math.PI * 49, 1.5 * Math.PI * (49 + 30));
    }

    [Fact]
    public void Only_the_oblique_view_shows_a_triangle_of_muscle()
    {
        static int Muscle(MammographyImage image) => image.Tissue.Array.Count(label => label == 4);
        Assert.True(Muscle(Oblique.Value) > 20 + 5 * Muscle(Craniocaudal.Value));
    }

    [Fact]
    public void A_square_about_a_lesion_shows_it_whole()
    {
        var breast = CompressedBreast.Position(Anatomy, MammographyView.CC, 13, 0);
        var square = MammographySimulator.RegionOfInterest(breast, new(), 0, 300, new SeededRandom(13, "square"));
        Assert.True(square.Origin.X >= new MammographyScanner().MissedAtChestWall);
        var image = MammographySimulator.Expose(breast, new(), square, 13, 0, 0);
        var shadow = image.Lesions.Single(lesion => ReferenceEquals(lesion.Lesion, Anatomy.Lesions[0]));
        Assert.Equal(Math.PI / 6 * Math.Pow(14, 3), shadow.Path.Array.Sum(path => (double)path) * 0.01, 0.2 * Math.PI / 6 * Math.Pow(14, 3));
        Assert.Contains("pixels would", Assert.Throws<ArgumentException>(() => MammographySimulator.RegionOfInterest(breast, new(), 0, 100, new SeededRandom(13, "square"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_without_habits_draws_the_truth()
    {
        var image = Craniocaudal.Value;
        var reader = new SimulatedReader { Name = "A", Jitter = 0 };
        var outlines = image.Lesions.Select(lesion => new LesionOutline(lesion.Lesion.Diameter, lesion.Path.Map(path => path > MammographyImage.LeastPath ? 1f : 0f), lesion.First)).ToArray();
        var drawn = reader.Read(outlines, image.Image.Geometry, 13, 0);
        Assert.Equal(image.Truth.Array, drawn.Array);
    }

    private static MammographyImage Expose(MammographyView view, int threads)
    {
        var breast = CompressedBreast.Position(Anatomy, view, 13, 0);
        var scanner = new MammographyScanner { TissueSampling = 0.6 };
        return MammographySimulator.Expose(breast, scanner, MammographySimulator.WholeBreast(breast, scanner, rows: 320), 13, 0, 0, threads);
    }
}
