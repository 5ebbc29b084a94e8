using System.Text.Json;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Cli.Tests;

/// <summary>seno consensus and seno agreement as a user starts them.</summary>
public sealed class AgreementCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Each case of five rows alike, so that what is drawn in a row decides.</summary>
    private string Dataset(params (string Case, string Reader, string Row)[] drawn)
    {
        var dataset = folder.File("data");
        Directory.CreateDirectory(dataset);
        File.WriteAllText(Path.Combine(dataset, "dataset.json"), """{"channel_names":{"0":"ct"},"labels":{"background":0,"lesion":1},"numTraining":1,"file_ending":".nii.gz"}""");
        foreach (var (id, reader, row) in drawn)
            ImageFile.Write(Path.Combine(dataset, reader, id + ".nii.gz"), Mask(row));
        foreach (var id in drawn.Select(item => item.Case).Distinct())
        {
            ImageFile.Write(Path.Combine(dataset, "imagesTr", id + "_0000.nii.gz"), Mask("........").Map(value => (float)value));
            if (!File.Exists(Path.Combine(dataset, "labelsTr", id + ".nii.gz")))
                ImageFile.Write(Path.Combine(dataset, "labelsTr", id + ".nii.gz"), Mask("..###..."));
        }
        return dataset;
    }

    private static Volume<byte> Mask(string row, double spacing = 1) =>
        new(new Geometry(new(row.Length, 5, 1), new(spacing, 1, 1)), [.. Enumerable.Range(0, 5).SelectMany(y => row.Select(mark => (byte)(mark == '#' && y is > 0 and < 4 ? 1 : 0)))]);

    private string ThreeReaders() => Dataset(
        [.. Enumerable.Range(0, 4).SelectMany(i => new[] { ($"c{i}", "labelsTr.A", i % 2 == 0 ? "..###..." : ".####..."), ($"c{i}", "labelsTr.B", i < 2 ? "..####.." : "..###..."), ($"c{i}", "labelsTr.C", "...###..") })]);

    [Fact]
    public void A_model_is_compared_with_the_readers_and_everything_is_written()
    {
        var data = ThreeReaders();
        Assert.Equal(0, SenoProcess.Run("consensus", data, "-o", Path.Combine(data, "labelsTr.staple")).Code);
        var (code, output, error) = SenoProcess.Run("agreement", data, "--model", Path.Combine(data, "labelsTr.A"), "--margin", "0.5", "--json", "-o", folder.File("out"));
        Assert.True(code == 0, error);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(["A", "B", "C"], json.RootElement.GetProperty("readers").EnumerateObject().Select(reader => reader.Name));
        var lesion = json.RootElement.GetProperty("labels").GetProperty("lesion");
        Assert.Equal(3, lesion.GetProperty("pairs").GetArrayLength());
        // A and B: 6/7, 8/8·…: rows of 3 and 4, 4 and 4 (3 shared), 3 and 3, 4 and 3
        Assert.Equal((6 / 7.0 + 6 / 8.0 + 1 + 6 / 7.0) / 4, lesion.GetProperty("pairs")[0].GetProperty("dsc").GetProperty("mean").GetDouble(), 9);
        var model = lesion.GetProperty("model");
        Assert.True(model.GetProperty("test").GetProperty("generalises").GetBoolean());
        Assert.Contains("margin of 0.5", model.GetProperty("conclusion").GetString(), StringComparison.Ordinal);
        foreach (var file in new[] { "summary.json", "pairs.csv", "cases.csv", "report.html", "figures/pairs.svg", "figures/model.png", "figures/volumes-A-B.png" })
            Assert.True(File.Exists(folder.File("out/" + file)), file);
    }

    [Fact]
    public void Readers_with_blanks_in_their_names_are_the_same_readers_in_a_report()
    {
        var data = Dataset([.. Enumerable.Range(0, 3).SelectMany(i => new[] { ($"c{i}", "labelsTr.Dr A", "..###..."), ($"c{i}", "labelsTr.Dr B", ".####...") })]);
        Assert.Equal(0, SenoProcess.Run("agreement", data, "--model", Path.Combine(data, "labelsTr.Dr A"), "-o", folder.File("out")).Code);
        static string Tables(string report) => File.ReadAllText(report).Split("<body")[1];
        var written = Tables(folder.File("out/report.html"));
        Assert.Equal("Dr A; Dr B", Seno.Data.CaseTable.Rows(folder.File("out/cases.csv"))[0]["readers"]);
        Assert.Equal(0, SenoProcess.Run("report", folder.File("out")).Code);
        Assert.Equal(written, Tables(folder.File("out/report.html")));
    }

    [Fact]
    public void A_reader_called_as_the_model_is_refused_beside_one()
    {
        var data = Dataset(("c0", "labelsTr.model", "..###..."), ("c0", "labelsTr.B", ".####..."));
        var (code, _, error) = SenoProcess.Run("agreement", data, "--model", Path.Combine(data, "labelsTr.B"), "-o", folder.File("out"));
        Assert.Equal(1, code);
        Assert.Contains("has a reader called 'model'", error, StringComparison.Ordinal);
        Assert.Equal(0, SenoProcess.Run("agreement", data, "-o", folder.File("out")).Code);
        Assert.Equal(0, SenoProcess.Run("report", folder.File("out")).Code);
    }

    [Theory]
    [InlineData("majority", "..###...")]
    [InlineData("simple", "..###...")]
    [InlineData("staple", "..###...")]
    public void Consensus_of_files_is_on_their_grid(string method, string expected)
    {
        string[] files = [.. new[] { "..###...", "..###...", "...###.." }.Select((row, i) =>
        {
            ImageFile.Write(folder.File($"{i}.nii.gz"), Mask(row));
            return folder.File($"{i}.nii.gz");
        })];
        var (code, output, error) = SenoProcess.Run(["consensus", .. files, "--method", method, "-o", folder.File("out")]);
        Assert.True(code == 0, error);
        var written = ImageFile.ReadLabels(folder.File("out/consensus.nii.gz"));
        Assert.Equal(Mask(expected).Array, written.Array);
        Assert.Equal(1, written.Geometry.Spacing.X);
        Assert.Contains("consensus.nii.gz", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mean_is_a_soft_map()
    {
        var data = ThreeReaders();
        Assert.Equal(0, SenoProcess.Run("consensus", data, "--method", "mean", "-o", Path.Combine(data, "softTr")).Code);
        var soft = ImageFile.Read(Path.Combine(data, "softTr", "c0.nii.gz"));
        Assert.Equal([0f, 0f, 2 / 3f, 1f, 1f, 2 / 3f, 0f, 0f], soft.Array[16..24]);
    }

    [Fact]
    public void Masks_on_different_grids_are_refused_and_both_are_named()
    {
        var data = ThreeReaders();
        ImageFile.Write(Path.Combine(data, "labelsTr.B", "c1.nii.gz"), Mask("..###...", 2));
        var (code, _, error) = SenoProcess.Run("agreement", data, "-o", folder.File("out"));
        Assert.Equal(1, code);
        Assert.Contains("case c1", error, StringComparison.Ordinal);
        Assert.Contains("(1, 1, 1) mm", error, StringComparison.Ordinal);
        Assert.Contains("(2, 1, 1) mm", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_reader_has_nobody_to_agree_with_unless_the_reference_is_a_readers()
    {
        var data = Dataset(("a", "labelsTr.A", "..###..."), ("b", "labelsTr.A", "..####.."));
        var (code, _, error) = SenoProcess.Run("agreement", data, "-o", folder.File("out"));
        Assert.Equal(1, code);
        Assert.Contains("single reader ('A')", error, StringComparison.Ordinal);
        var both = SenoProcess.Run("agreement", data, "--readers", "A,labelsTr", "-o", folder.File("out"));
        Assert.True(both.Code == 0, both.Error);
        Assert.Equal(2, SenoProcess.Run("agreement", data, "--readers", "A,X", "-o", folder.File("out")).Code);
    }

    [Fact]
    public void A_single_case_has_no_interval_a_missing_case_is_named_and_constant_readers_have_no_kappa()
    {
        var data = Dataset(("a", "labelsTr.A", "########"), ("a", "labelsTr.B", "########"), ("b", "labelsTr.A", "........"), ("c", "labelsTr.A", "........"), ("c", "labelsTr.B", "........"));
        var (code, output, error) = SenoProcess.Run("agreement", data, "--model", Path.Combine(data, "labelsTr"), "--dilate", "0", "-o", folder.File("out"));
        Assert.True(code == 0, error);
        Assert.Contains("reader 'B' lacks 1 of 3 cases: b", error, StringComparison.Ordinal);
        Assert.Contains("no interval: one patient or group", output, StringComparison.Ordinal);
        Assert.Contains("not defined: all raters always gave the same category", output, StringComparison.Ordinal);
        Assert.Contains("There is no test: one patient says nothing of others.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--margin", "0", "is no margin")]
    [InlineData("--label", "lesin", "Did you mean 'lesion'?")]
    public void Bad_usage_gets_one_line(string option, string value, string says)
    {
        var (code, _, error) = SenoProcess.Run("agreement", ThreeReaders(), option, value, "-o", folder.File("out"));
        Assert.Equal(2, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
