using Seno.Core;
using Seno.Evaluation.Detection;
using Seno.Evaluation.Statistics;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Evaluation.Tests;

public sealed class SummaryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private EvaluationCase Case(string id, string prediction, string reference)
    {
        var (p, r) = (folder.File($"p_{id}.png"), folder.File($"r_{id}.png"));
        ImageFile.Write(p, Masks.Drawn(prediction));
        ImageFile.Write(r, Masks.Drawn(reference));
        return new(id, id, p, r);
    }

    private static readonly Dictionary<string, byte> Labels = new() { ["background"] = 0, ["lesion"] = 1 };

    [Fact]
    public void A_missed_lesion_never_disappears()
    {
        var result = SegmentationEvaluator.Evaluate([Case("a", "##../....", "##../...."), Case("b", "..../....", "##../...."), Case("c", "..../..##", "..../....")], Labels);
        var lesion = result.Summary.Labels["lesion"];

        Assert.Equal(1, lesion.Missed);
        Assert.Equal(1, lesion.FalseAlarms);
        Assert.Equal(1 / 3.0, lesion.All["dsc"].Mean, 12);
        Assert.Equal(0.5, lesion.Lesions["dsc"].Mean, 12);
        Assert.Equal(2, lesion.Lesions["dsc"].N);
        Assert.Equal(2 * Math.Sqrt(20) / 3, lesion.All["hd95"].Mean, 9);
        Assert.Equal(0, lesion.Detected["hd95"].Mean);
        Assert.Equal(double.NegativeInfinity, lesion.All["conformity"].Mean);
        Assert.Equal(double.NegativeInfinity, lesion.All["conformity"].Median);
    }

    [Fact]
    public void Files_have_the_published_form_and_are_read_back()
    {
        var result = SegmentationEvaluator.Evaluate([Case("a,1", "##../....", "##../...."), Case("b", "..../....", "##../....")], Labels, options: new() { SurfaceTolerances = [0.5] });
        CaseMetricsTable.Write(folder.File("cases.csv"), result.Rows);
        SenoJson.WriteFile(folder.File("summary.json"), result.Summary);

        var lines = File.ReadAllLines(folder.File("cases.csv"));
        Assert.Equal("case,label,dsc,iou,conformity,sensitivity,precision,specificity,volume_difference_px,hd,hd95,assd,masd,boundary_iou,cldice,betti_error,nsd_0.5px,referenceVoxels,predictionVoxels,missed,falseAlarm", lines[0]);
        Assert.Equal("\"a,1\",lesion,1,1,1,1,1,1,0,0,0,0,0,1,1,0,1,2,2,0,0", lines[1]);
        Assert.StartsWith("b,lesion,0,0,-inf,0,0,1,-2,4.47", lines[2], StringComparison.Ordinal);
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(folder.File("summary.json")));
        var lesion = json.RootElement.GetProperty("labels").GetProperty("lesion");
        Assert.Equal("px", json.RootElement.GetProperty("unit").GetString());
        Assert.Equal(2, lesion.GetProperty("dsc").GetProperty("ci95").GetArrayLength());
        Assert.Equal("-Infinity", lesion.GetProperty("conformity").GetProperty("mean").GetString());
        Assert.Equal(1, lesion.GetProperty("missed").GetInt32());
        var again = SenoJson.ReadFile<EvaluationSummary>(folder.File("summary.json"));
        Assert.Equal(result.Summary.Labels["lesion"].All["dsc"].Interval, again.Labels["lesion"].All["dsc"].Interval);
    }

    [Fact]
    public void Lesions_sizes_and_subgroups_are_read_back_as_they_were_written()
    {
        var result = SegmentationEvaluator.Evaluate([Case("a", "##..#/.....", "##.../....."), Case("b", "...../.....", "####./.....")], Labels, options: new() { Lesions = new(LesionCriterion.Overlap) }, strata: SizeStrata.Parse("3"));
        var summary = result.Summary with { Column = "scanner", Subgroups = new Dictionary<string, EvaluationSummary> { ["A"] = EvaluationSummary.Of([result.Rows[0]], "px", ["lesion"]) } };
        SenoJson.WriteFile(folder.File("summary.json"), summary);

        var lesion = SenoJson.ReadFile<EvaluationSummary>(folder.File("summary.json")).Labels["lesion"];
        Assert.Equal(new DetectionSummary(2, 1, 1, 0.5, 0.5, 0.5, 0.5, 1 / 3.0, 0.5, null), lesion.Detection);
        Assert.Equal(["below 3 px", "from 3 px"], lesion.Strata!.Keys);
        Assert.Equal(1, lesion.Strata["from 3 px"].Missed);
        Assert.Equal(SenoJson.Write(summary), SenoJson.Write(SenoJson.ReadFile<EvaluationSummary>(folder.File("summary.json"))));
    }

    [Fact]
    public void Only_the_metrics_asked_for_are_measured()
    {
        var row = SegmentationEvaluator.Evaluate([Case("a", "##", "##")], Labels, options: new() { Metrics = ["hd95", "dsc"], SurfaceTolerances = [1] }).Rows[0];
        Assert.Equal(["dsc", "hd95", "nsd_1px"], row.Values.Keys);
    }

    [Fact]
    public void A_prediction_of_another_size_names_the_case_and_both_sizes()
    {
        var failure = Assert.Throws<DataException>(() => SegmentationEvaluator.Evaluate([Case("a", "##", "###")], Labels));
        Assert.Contains("2×1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("3×1", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Ten values of one patient are one observation: the interval over groups is far wider than over values.</summary>
    [Fact]
    public void The_bootstrap_resamples_patients_not_images()
    {
        var values = Enumerable.Range(0, 100).Select(i => (double)(i / 10)).ToArray();
        var grouped = MetricSummary.Of([.. values.Select(value => (value, value.ToString("F0", System.Globalization.CultureInfo.InvariantCulture)))])!.Interval;
        var alone = MetricSummary.Of([.. values.Select((value, i) => (value, $"{i}"))])!.Interval;
        // Standard error of the mean of 10 groups with values 0..9 is 2.87/√10 = 0.908; of 100 values 0.287.
        Assert.InRange(grouped[1] - grouped[0], 2 * 1.96 * 0.908 * 0.85, 2 * 1.96 * 0.908 * 1.15);
        Assert.InRange(alone[1] - alone[0], 2 * 1.96 * 0.287 * 0.85, 2 * 1.96 * 0.287 * 1.15);
        Assert.InRange(4.5, grouped[0], grouped[1]);
    }

    [Fact]
    public void A_single_case_and_a_NaN_have_no_interval_and_say_why()
    {
        var single = MetricSummary.Of([(0.7, "p")])!;

        Assert.Equal([double.NaN, double.NaN], single.Interval);
        Assert.Equal("one patient or group", single.NoInterval);
        Assert.NotNull(MetricSummary.Of([(0.7, "p"), (double.NaN, "q")])!.NoInterval);
        Assert.Null(MetricSummary.Of([(0.7, "p"), (0.8, "q")])!.NoInterval);
    }

    public void Dispose() => folder.Dispose();
}
