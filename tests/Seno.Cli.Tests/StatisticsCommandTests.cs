using System.Globalization;
using System.Text;
using System.Text.Json;
using Seno.Tests;

namespace Seno.Cli.Tests;

/// <summary>power and compare, on tables of evaluations written by hand.</summary>
public sealed class StatisticsCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Evaluation(string name, Func<int, double> dice, int cases = 12, int referenceVoxels = 100)
    {
        var text = new StringBuilder("case,label,dsc,hd95,referenceVoxels,predictionVoxels,missed,falseAlarm\n");
        for (var i = 0; i < cases; i++)
            text.Append(CultureInfo.InvariantCulture, $"C{i:D2},lesion,{dice(i)},{10 * (1 - dice(i))},{referenceVoxels},90,{(dice(i) == 0 ? 1 : 0)},0\n");
        Directory.CreateDirectory(folder.File(name));
        File.WriteAllText(Path.Combine(folder.File(name), "cases.csv"), text.ToString());
        return folder.File(name);
    }

    [Fact]
    public void A_better_method_is_called_so_with_the_exact_p_and_figures()
    {
        var (code, output, error) = SenoProcess.Run("compare", Evaluation("good", i => 0.8 + 0.01 * i), Evaluation("poor", i => 0.7 + 0.008 * i), "-o", folder.File("out"), "--json", "-q");

        Assert.True(code == 0, error);
        using var json = JsonDocument.Parse(output);
        var pair = json.RootElement.GetProperty("pairs")[0];
        // twelve differences of one sign: 2/2¹², times the two tests that Holm corrects for
        Assert.Equal(2 / 4096.0, pair.GetProperty("p").GetDouble(), 12);
        Assert.Equal(4 / 4096.0, pair.GetProperty("holmP").GetDouble(), 12);
        Assert.Equal("good", pair.GetProperty("better").GetString());
        Assert.Equal(0.111, pair.GetProperty("meanDifference").GetProperty("value").GetDouble(), 9);
        Assert.Equal("good", json.RootElement.GetProperty("pairs")[1].GetProperty("better").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("ranks")[0].GetProperty("meanRank").GetProperty("value").GetDouble());
        foreach (var file in new[] { "comparison.json", "comparison.csv", "comparison.tex", "conclusions.txt", "rank-lesion-dsc.svg", "rank-lesion-dsc.png", "rank-lesion-hd95.png" })
            Assert.True(File.Exists(Path.Combine(folder.File("out"), file)), file);
    }

    [Fact]
    public void No_difference_is_not_called_equality()
    {
        var (code, output, _) = SenoProcess.Run("compare", Evaluation("a", i => 0.8 + 0.01 * (i % 3)), Evaluation("b", i => 0.8 + 0.01 * ((i + 1) % 3)), "--metrics", "dsc");

        Assert.Equal(0, code);
        Assert.Contains("no difference between a and b is shown", output, StringComparison.Ordinal);
        Assert.Contains("does not show that they are equal", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_cases_are_refused_by_name_or_left_out_on_request()
    {
        var (all, some) = (Evaluation("all", i => 0.8 + 0.01 * i), Evaluation("some", i => 0.7, cases: 10));
        var (refused, _, error) = SenoProcess.Run("compare", all, some);
        var (accepted, output, warning) = SenoProcess.Run("compare", all, some, "--common", "--csv");

        Assert.Equal(1, refused);
        Assert.Contains("lacks 2 cases that another has: C10, C11", error, StringComparison.Ordinal);
        Assert.Equal(0, accepted);
        Assert.Contains("2 cases that not all evaluations have are left out: C10, C11", warning, StringComparison.Ordinal);
        Assert.Contains("lesion,dsc,all,some,10,10,", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_references_and_unknown_metrics_are_refused()
    {
        var (a, b, other) = (Evaluation("a", _ => 0.8), Evaluation("b", _ => 0.7), Evaluation("other", _ => 0.7, referenceVoxels: 101));

        Assert.Contains("Evaluate both against the same references", SenoProcess.Run("compare", a, other).Error, StringComparison.Ordinal);
        var (code, _, error) = SenoProcess.Run("compare", a, b, "--metrics", "dcs");
        Assert.Equal(2, code);
        Assert.Contains("Did you mean 'dsc'?", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Power_finds_the_patients_needed_and_refuses_nonsense()
    {
        var (code, output, _) = SenoProcess.Run("power", "--margin", "0.05", "--sd", "0.1", "--json");

        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(34, json.RootElement.GetProperty("patientsNeeded").GetInt32());
        Assert.Equal(2, SenoProcess.Run("power", "--margin", "0.05").Code);
        Assert.Equal(2, SenoProcess.Run("power", "--margin", "-0.05", "--sd", "0.1").Code);
    }

    [Fact]
    public void Power_takes_the_spread_from_two_earlier_evaluations()
    {
        // differences alternate between 0 and 0.1: standard deviation √(12/11)·0.05
        var (code, output, error) = SenoProcess.Run("power", "--margin", "0.05", "--from", Evaluation("a", i => 0.8 + 0.1 * (i % 2)), Evaluation("b", _ => 0.8), "--json");

        Assert.True(code == 0, error);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(0.05 * Math.Sqrt(12 / 11.0), json.RootElement.GetProperty("design").GetProperty("deviation").GetDouble(), 9);
    }

    public void Dispose() => folder.Dispose();
}
