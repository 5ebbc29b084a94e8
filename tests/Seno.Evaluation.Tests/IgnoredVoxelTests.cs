using Seno.Core;
using Seno.Evaluation.Detection;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Evaluation.Tests;

/// <summary>Voxels that were not annotated ('x', value 3), and regions: 'o' is 1, '#' is 2, and a region of both.</summary>
public sealed class IgnoredVoxelTests : IDisposable
{
    private static readonly MeasuredLabels Lesions = new([new("lesion", [2])], Ignore: 3);
    private static readonly MeasuredLabels Nested = new([new("whole", [1, 2]), new("core", [2])], Overlapping: true, Ignore: 3);
    private readonly TemporaryFolder folder = new();

    private static Volume<byte> Drawn(string rows)
    {
        var lines = rows.Split('/');
        return new(
            new Geometry(new(lines[0].Length, lines.Length, 1)),
            [.. lines.SelectMany(line => line).Select(mark => (byte)".o#x".IndexOf(mark, StringComparison.Ordinal))]);
    }

    private EvaluationCase Case(string prediction, string reference, string id = "a")
    {
        var (p, r) = (folder.File($"p_{id}.png"), folder.File($"r_{id}.png"));
        ImageFile.Write(p, Drawn(prediction));
        ImageFile.Write(r, Drawn(reference));
        return new(id, id, p, r);
    }

    [Theory]
    [InlineData("..##..##", "..##xxxx", "dsc", 1)]
    [InlineData("........", "....xxxx", "dsc", 1)]
    [InlineData("....####", "....xxxx", "dsc", 1)]
    [InlineData("#.......", "....xxxx", "dsc", 0)]
    [InlineData("#.......", "....xxxx", "specificity", 0.75)]
    [InlineData("#...####", "....xxxx", "specificity", 0.75)]
    [InlineData("..####..", "..##xxxx", "precision", 1)]
    [InlineData("..####..", "..##xxxx", "hd95", 0)]
    [InlineData("..#.####", "..##xxxx", "sensitivity", 0.5)]
    [InlineData("..####..", ".###xxxx", "hd", 1)]
    [InlineData("##....##", "##xx....", "dsc", 2 * 2 / 6.0)]
    public void What_was_not_annotated_is_neither_right_nor_wrong(string prediction, string reference, string metric, double expected)
    {
        // in three rows, so that a surface is one
        var (p, r) = (string.Join('/', Enumerable.Repeat(prediction, 3)), string.Join('/', Enumerable.Repeat(reference, 3)));
        var row = Assert.Single(SegmentationEvaluator.Evaluate([Case(p, r)], Lesions).Rows);
        Assert.Equal(expected, row.Values[metric], 9);
        Assert.Equal(3 * reference.Count(mark => mark == 'x'), row.IgnoredVoxels);
    }

    [Fact]
    public void A_false_alarm_where_nothing_was_annotated_is_none_and_a_lesion_there_is_not_missed()
    {
        var options = new EvaluationOptions { Lesions = new(LesionCriterion.Overlap, 0.1) };
        var row = SegmentationEvaluator.Evaluate([Case("....###", "....xxx")], Lesions, options: options).Rows[0];
        Assert.False(row.FalseAlarm || row.Missed);
        Assert.Equal((0L, 0L), (row.ReferenceVoxels, row.PredictionVoxels));
        Assert.Equal((0, 0), (row.Detection!.Reference, row.Detection.Predicted));
    }

    [Fact]
    public void The_column_is_there_only_where_voxels_may_be_left_out_and_is_read_as_no_metric()
    {
        var (some, none) = (
            SegmentationEvaluator.Evaluate([Case("..##", "..#x"), Case("..##", "..##", "b")], Lesions),
            SegmentationEvaluator.Evaluate([Case("..##", "..##")], Lesions with { Ignore = null }));
        CaseMetricsTable.Write(folder.File("some.csv"), some.Rows);
        CaseMetricsTable.Write(folder.File("none.csv"), none.Rows);
        var lines = File.ReadAllLines(folder.File("some.csv"));
        Assert.EndsWith(",missed,falseAlarm,ignoredVoxels", lines[0], StringComparison.Ordinal);
        Assert.Equal(["1", "0"], lines[1..].Select(line => line.Split(',')[^1]));
        Assert.EndsWith(",missed,falseAlarm", File.ReadLines(folder.File("none.csv")).First(), StringComparison.Ordinal);
        Assert.Contains("ignoredVoxels", CaseMetricsTable.OtherColumns);
        Assert.Equal((1L, (long?)null), (some.Summary.IgnoredVoxels!.Value, none.Summary.IgnoredVoxels));
    }

    [Fact]
    public void A_case_of_which_nothing_was_annotated_has_no_row()
    {
        var result = SegmentationEvaluator.Evaluate([Case("..##", "xxxx"), Case("..##", "..##", "b")], Lesions);
        Assert.Equal("b", Assert.Single(result.Rows).Case);
        Assert.Equal(1, result.Summary.Cases);
        Assert.Empty(SegmentationEvaluator.Evaluate([Case("..##", "xxxx")], Lesions).Rows);
    }

    [Fact]
    public void A_prediction_that_leaves_voxels_out_is_refused() =>
        Assert.Contains(
            "marks what was not annotated",
            Assert.Throws<DataException>(() => SegmentationEvaluator.Evaluate([Case("..#x", "..#x")], Lesions)).Message,
            StringComparison.Ordinal);

    /// <summary>Whole: 5 of reference, 4 of prediction, 4 shared. Core: 2, 3 and 2.</summary>
    [Fact]
    public void A_region_is_any_of_its_values()
    {
        var result = SegmentationEvaluator.Evaluate([Case(".o###...", ".oo##o.x")], Nested);
        Assert.Equal(["whole", "core"], result.Rows.Select(row => row.Label));
        Assert.Equal(2 * 4 / 9.0, result.Rows[0].Values["dsc"], 12);
        Assert.Equal(2 * 2 / 5.0, result.Rows[1].Values["dsc"], 12);
        Assert.Equal(1 - 1 / 5.0, result.Rows[1].Values["specificity"], 12);
        Assert.Equal(["whole", "core"], result.Summary.Labels.Keys);
    }

    /// <summary>Brier score over the three annotated pixels alone: (0 + 0.25 + 0.04)/3 of the whole, (0 + 0.16 + 0.01)/3 of the
    /// core.</summary>
    [Fact]
    public void Probabilities_of_regions_are_files_one_a_region_and_count_where_annotated()
    {
        float[][] shares = [[0, 0.5f, 0.8f, 1], [0, 0.4f, 0.9f, 1]];
        var files = shares.Select((values, i) =>
        {
            ImageFile.Write(folder.File($"{i}.nii.gz"), new Volume<float>(new Geometry(new(4, 1, 1)), values));
            return folder.File($"{i}.nii.gz");
        }).ToArray();
        var item = Case(".o##", ".o#x") with { ProbabilityFiles = files };
        var rows = SegmentationEvaluator.Evaluate([item], Nested).Rows;
        Assert.Equal(0.29 / 3, rows[0].Values["brier"], 6);
        Assert.Equal(0.17 / 3, rows[1].Values["brier"], 6);
        var lacking = item with { ProbabilityFiles = [files[0]] };
        var failure = Assert.Throws<DataException>(() => SegmentationEvaluator.Evaluate([lacking], Nested));
        Assert.Contains("1 region, but there are 2", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
