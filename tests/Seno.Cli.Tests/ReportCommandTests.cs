using System.Text.Json;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Cli.Tests;

/// <summary>seno report on evaluations, comparisons and studies of readers, its tables, and its checklist.</summary>
public sealed class ReportCommandTests(EvaluatedRows rows) : IClassFixture<EvaluatedRows>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static string Of(string checklist, string item) => checklist.Split('\n').Single(line => line.StartsWith($"| {item} |", StringComparison.Ordinal));

    [Fact]
    public void An_evaluation_is_reported_with_missed_lesions_sizes_subgroups_and_every_use_of_the_locked_test_set()
    {
        EvaluatedRows.Draw(folder.File("set"), folder.File("predicted"));
        SenoProcess.Succeed("lock", folder.File("set"), "--test-cases", "c", "d", "--margin", "0.05", "--metrics", "dsc");
        var evaluation = EvaluatedRows.Evaluate(folder.File("predicted"), folder.File("set"), folder.File("eval"));
        EvaluatedRows.Evaluate(folder.File("predicted"), folder.File("set"), folder.File("again"));
        SenoProcess.Succeed("report", evaluation, "-q");
        var html = File.ReadAllText(Path.Combine(evaluation, "report.html"));

        foreach (var text in new[] { "Missed lesions", "data:image/png;base64,", "Lesion by lesion", "By size of the lesion", "below 9 px", "By scanner", "X_1", "Locked test set", "evaluated 2 times since", "4 cases of 3 patients" })
            Assert.Contains(text, html, StringComparison.Ordinal);
        Assert.True(html.IndexOf("Missed lesions", StringComparison.Ordinal) < html.IndexOf("Worst of those touched", StringComparison.Ordinal));
        Assert.DoesNotMatch("(src|href)=\"?(https?:|//|/)", html);
        foreach (var file in new[] { "figures/strata.svg", "figures/subgroups.png", "figures/cases.png", "tables/metrics.csv", "tables/strata.tex", "tables/test-set-uses.csv", "tables/every-case.tex" })
            Assert.True(File.Exists(Path.Combine(evaluation, file)), file);
        Assert.Equal(3, File.ReadAllLines(Path.Combine(evaluation, "tables/test-set-uses.csv")).Length);
    }

    [Fact]
    public void Tables_are_exact_in_CSV_and_escaped_and_rounded_in_LaTeX()
    {
        SenoProcess.Succeed("report", rows.Evaluation, "-o", folder.File("report.html"), "--tables", folder.File("t"), "-q");
        var latex = File.ReadAllText(folder.File("t/subgroups.tex"));

        // scanner X_1: a is exact, b has half: DSC 1 and 2·6/(6 + 12)
        Assert.Contains("lesion & X\\_1 & 2 & 0 & 0.833", latex, StringComparison.Ordinal);
        Assert.Contains("hd95, mean [px]", latex, StringComparison.Ordinal);
        Assert.Contains("(seno evaluate --by scanner)", latex, StringComparison.Ordinal);
        Assert.Contains("4 cases", latex, StringComparison.Ordinal);
        Assert.Contains("\\toprule", latex, StringComparison.Ordinal);
        Assert.Contains("lesion,X_1,2,0,0.8333333333333", File.ReadAllText(folder.File("t/subgroups.csv")), StringComparison.Ordinal);
        Assert.Contains("$-$$\\infty$", File.ReadAllText(folder.File("t/metrics.tex")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_and_a_study_of_readers_are_reported_from_their_files()
    {
        SenoProcess.Succeed("compare", rows.Evaluation, rows.Perfect, "--metrics", "dsc", "--dataset", rows.Set, "-o", folder.File("compared"));
        SenoProcess.Succeed("report", folder.File("compared"), "-q");
        var html = File.ReadAllText(folder.File("compared/report.html"));
        Assert.Contains("which does not show that they are equal", html, StringComparison.Ordinal);
        Assert.Contains("Mean rank, dsc of lesion", html, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(folder.File("compared/comparison.tex")), File.ReadAllText(folder.File("compared/tables/comparison.tex")));

        using var json = JsonDocument.Parse(SenoProcess.Succeed("report", rows.Readers, "-o", folder.File("readers.html"), "--json", "-q"));
        Assert.Equal("agreement", json.RootElement.GetProperty("kind").GetString());
        Assert.Equal(File.ReadAllText(Path.Combine(rows.Readers, "report.html")), File.ReadAllText(folder.File("readers.html")));
    }

    [Fact]
    public void A_checklist_holds_what_the_results_know_and_leaves_the_rest_to_the_authors()
    {
        SenoProcess.Succeed("report", rows.Evaluation, "-o", folder.File("report.html"), "--checklist", "claim", "-q");
        var alone = File.ReadAllText(folder.File("checklist.md"));

        Assert.Contains("in part | data set 'rows_&_more'; 4 cases in 3 patients or groups; centres or scanners: X_1 2, Y 2 |", Of(alone, "7"), StringComparison.Ordinal);
        Assert.Contains("dsc 0.667", Of(alone, "36 (2024: 38)"), StringComparison.Ordinal);
        Assert.Contains("lesion: 1 missed (c), 0 false alarms", Of(alone, "37 (2024: 39)"), StringComparison.Ordinal);
        foreach (var unknown in new[] { "12 (2024: 11)", "18", "22", "23", "25", "42 (2024: 44)" })
            Assert.Contains("| authors must add |  |", Of(alone, unknown), StringComparison.Ordinal);

        SenoProcess.Succeed("report", rows.Evaluation, "-o", folder.File("report.html"), "--checklist", "claim", "--with", rows.Readers, "-q");
        Assert.Contains("lesion: DSC A and B 1.000", Of(File.ReadAllText(folder.File("checklist.md")), "18"), StringComparison.Ordinal);
        Assert.Contains("A and B 1.000", File.ReadAllText(folder.File("checklist.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "holds no result that can be reported on", "report SET")]
    [InlineData(1, "is no folder", "report nowhere")]
    [InlineData(2, "Did you mean 'claim'?", "report EVAL --checklist clam")]
    [InlineData(1, "holds no result that can be reported on", "report EVAL --checklist claim --with SET")]
    public void What_cannot_be_read_is_said_plainly(int expected, string says, string command)
    {
        var (code, _, error) = SenoProcess.Run(command.Replace("SET", rows.Set, StringComparison.Ordinal).Replace("EVAL", rows.Evaluation, StringComparison.Ordinal).Split(' '));
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(expected, code);
    }

    public void Dispose() => folder.Dispose();
}

/// <summary>A data set of four tiny images of two readers, evaluated once: one exact, one half found, one missed, one exact.</summary>
public sealed class EvaluatedRows : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public EvaluatedRows()
    {
        Draw(Set, folder.File("predicted"));
        Evaluate(folder.File("predicted"), Set, Evaluation);
        Evaluate(Path.Combine(Set, "labelsTr"), Set, Perfect);
        SenoProcess.Succeed("agreement", Set, "-o", Readers, "-q");
    }

    public string Set => folder.File("set");

    public string Evaluation => folder.File("eval");

    public string Perfect => folder.File("perfect");

    public string Readers => folder.File("readers");

    public static void Draw(string set, string predictions)
    {
        foreach (var (name, row, predicted) in new[] { ("a", ".####...", ".####..."), ("b", "..####..", "..##...."), ("c", "......##", "##......"), ("d", ".##.....", ".##.....") })
        {
            ImageFile.Write(Path.Combine(set, "imagesTr", $"{name}_0000.png"), Mask("........", 40));
            foreach (var reader in new[] { "labelsTr", "labelsTr.A", "labelsTr.B" })
                ImageFile.Write(Path.Combine(set, reader, $"{name}.png"), Mask(row));
            ImageFile.Write(Path.Combine(predictions, $"{name}.png"), Mask(predicted));
        }
        File.WriteAllText(Path.Combine(set, "dataset.json"), """{"name":"rows_&_more","channel_names":{"0":"us"},"labels":{"background":0,"lesion":1},"file_ending":".png","numTraining":4}""");
        File.WriteAllText(Path.Combine(set, "cases.csv"), "case,patient,scanner\na,1,X_1\nb,1,X_1\nc,2,Y\nd,3,Y\n");
    }

    public static string Evaluate(string predictions, string set, string output)
    {
        SenoProcess.Succeed("evaluate", predictions, set, "-o", output, "--lesions", "overlap", "--strata", "9", "--by", "scanner", "-q");
        return output;
    }

    public void Dispose() => folder.Dispose();

    private static Volume<byte> Mask(string row, byte background = 0) =>
        new(new Geometry(new(row.Length, 5, 1)), [.. Enumerable.Range(0, 5).SelectMany(y => row.Select(mark => (byte)(mark == '#' && y is > 0 and < 4 ? 1 : background)))]);
}
