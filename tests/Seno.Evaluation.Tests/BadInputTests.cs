using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Evaluation.Tests;

public sealed class BadInputTests : IDisposable
{
    private static readonly Dictionary<string, byte> Labels = new() { ["background"] = 0, ["lesion"] = 1 };

    private readonly TemporaryFolder folder = new();

    private string Written(string name, Geometry geometry, params byte[] voxels)
    {
        ImageFile.Write(folder.File(name), new Volume<byte>(geometry, voxels));
        return folder.File(name);
    }

    private string Message(EvaluationCase item, EvaluationOptions? options = null) =>
        Assert.Throws<DataException>(() => SegmentationEvaluator.Evaluate([item], Labels, options: options)).Message;

    [Theory]
    [InlineData(0.5, 1, 2, 0, 1)]
    [InlineData(1, 1, 2, 3, 1)]
    [InlineData(1, 1, 2, 0, -1)]
    public void Masks_on_different_grids_are_refused_and_both_geometries_named(double x, double y, double z, double origin, double side)
    {
        var own = new Geometry(new(2, 2, 2), new(1, 1, 2));
        var other = new Geometry(new(2, 2, 2), new(x, y, z), new(origin, 0, 0), new(new(side, 0, 0), new(0, side, 0), new(0, 0, 1)));
        var message = Message(new("a", "a", Written("p.nii.gz", other, 0, 0, 0, 0, 1, 1, 1, 1), Written("r.nii.gz", own, 0, 0, 0, 0, 1, 1, 1, 1)));
        Assert.Contains("case a: ", message, StringComparison.Ordinal);
        Assert.Contains("2×2×2 of (1, 1, 2) mm from (0, 0, 0)", message, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"2×2×2 of ({x}, {y}, {z}) mm from ({origin}, 0, 0)"), message, StringComparison.Ordinal);
        Assert.Equal(side < 0, message.Contains("axes (-1, 0, 0)", StringComparison.Ordinal));
    }

    /// <summary>Label maps with a lesion, in a space of numbers only: reading them says so.</summary>
    [Fact]
    public void What_reading_does_to_a_label_map_is_told()
    {
        foreach (var name in new[] { "p.nrrd", "r.nrrd" })
            File.WriteAllBytes(folder.File(name), [
                .. "NRRD0004\ntype: uint8\ndimension: 3\nspace dimension: 3\n"u8,
                .. "sizes: 2 2 2\nspace directions: (1,0,0) (0,1,0) (0,0,1)\nspace origin: (0,0,0)\nencoding: raw\n\n"u8,
                0, 0, 0, 0, 1, 1, 1, 1,
            ]);
        var (p, r) = (folder.File("p.nrrd"), folder.File("r.nrrd"));
        List<string> evaluated = [], compared = [];
        SegmentationEvaluator.Evaluate([new("a", "a", p, r)], Labels, warn: evaluated.Add);
        Seno.Evaluation.Agreement.Readings.Read("a", "a", [("P", p), ("R", r)], warn: compared.Add);
        foreach (var said in new[] { evaluated, compared })
            Assert.All(
                new[] { p, r },
                file => Assert.Contains(said, note => note.StartsWith($"{file}: its space", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_rounding_in_a_header_does_is_no_other_grid()
    {
        var own = new Geometry(new(2, 2, 2), new(0.7, 0.7, 2), new(-100, 50, 30));
        var rounded = new Geometry(new(2, 2, 2), new(0.70001, 0.7, 2), new(-100.0001, 50, 30));
        Assert.Single(SegmentationEvaluator.Evaluate([new("a", "a", Written("p.nii.gz", rounded, 0, 0, 0, 0, 1, 1, 1, 1), Written("r.nii.gz", own, 0, 0, 0, 0, 1, 1, 1, 1))], Labels).Rows);
    }

    [Fact]
    public void A_label_without_a_name_is_refused_in_either_map()
    {
        var grid = new Geometry(new(2, 1, 1));
        var (good, bad) = (Written("good.png", grid, 0, 1), Written("bad.png", grid, 1, 7));
        foreach (var item in new EvaluationCase[] { new("a", "a", good, bad), new("a", "a", bad, good) })
        {
            var message = Message(item);
            Assert.Contains("bad.png: holds label 7", message, StringComparison.Ordinal);
            Assert.Contains("1 (lesion)", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_label_that_is_not_a_number_is_refused()
    {
        var grid = new Geometry(new(2, 1, 1), new(1, 1, 1));
        ImageFile.Write(folder.File("nan.nii.gz"), new Volume<float>(grid, [0, float.NaN]));
        Assert.Contains("NaN", Message(new("a", "a", folder.File("nan.nii.gz"), Written("r.nii.gz", grid, 0, 1))), StringComparison.Ordinal);
    }

    [Fact]
    public void Probabilities_of_some_cases_only_of_too_few_classes_or_of_another_grid_are_refused()
    {
        var grid = new Geometry(new(2, 1, 1), new(1, 1, 1));
        var map = Written("r.nii.gz", grid, 0, 1);
        ImageFile.Write(folder.File("half.nii.gz"), new Volume<float>(grid, [0.5f, 0.5f]));
        ImageFile.Write(folder.File("other.nii.gz"), new Volume<float>(new Geometry(new(2, 1, 1), new(2, 1, 1)), [0.5f, 0.5f]));
        EvaluationCase With(params string[] files) => new("a", "a", map, map) { ProbabilityFiles = [.. files.Select(folder.File)] };

        Assert.Contains("others none", Assert.Throws<DataException>(() => SegmentationEvaluator.Evaluate([With("half.nii.gz", "half.nii.gz"), new("b", "b", map, map)], Labels)).Message, StringComparison.Ordinal);
        Assert.Contains("probabilities of 1 class,", Message(With("half.nii.gz")), StringComparison.Ordinal);
        Assert.Contains("(2, 1, 1) mm", Message(With("other.nii.gz", "other.nii.gz")), StringComparison.Ordinal);
        Assert.Equal(0.25, SegmentationEvaluator.Evaluate([With("half.nii.gz", "half.nii.gz")], Labels).Rows[0].Values["brier"], 12);
    }

    [Fact]
    public void A_metric_that_there_is_not_is_refused_before_anything_is_read()
    {
        var message = Message(new("a", "a", "nowhere", "nowhere"), new() { Metrics = ["dcs"] });
        Assert.Contains("Did you mean 'dsc'?", message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
