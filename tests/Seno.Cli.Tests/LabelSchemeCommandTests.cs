using System.Text.Json;
using Seno.Data;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Cli.Tests;

/// <summary>nnU-Net's ignore label and regions from training to report, as a user meets them.</summary>
public sealed class LabelSchemeCommandTests : IDisposable
{
    private const byte Rim = 1, Core = 2, Ignore = 3;
    private readonly TemporaryFolder folder = new();

    private string Data => folder.File("data");

    private string Run => folder.File("run");

    /// <summary>Discs of value 1 with a core of value 2; of the ignored data set everything right of the middle was not
    /// annotated.</summary>
    private void Write(bool regions)
    {
        var labels = new Dictionary<string, byte> { ["background"] = 0, [regions ? "lesion" : "rim"] = 1, ["core"] = 2 };
        using var writer = new DatasetWriter(Data)
        {
            Description = new()
            {
                Name = "discs",
                Channels = ["ultrasound"],
                Labels = labels,
                Regions = regions ? [new("lesion", [1, 2], 1), new("core", [2], 2)] : null,
                Ignore = Ignore,
                FileEnding = ".png",
            },
        };
        for (var i = 0; i < 4; i++)
        {
            var truth = new Volume<byte>(new Geometry(new(48, 40, 1)));
            for (var k = 0; k < truth.Array.Length; k++)
            {
                var squared = Math.Pow(k % 48 - 18 - i, 2) + Math.Pow(k / 48 - 20, 2);
                truth.Array[k] = squared < 25 ? Core : squared < 100 ? Rim : (byte)0;
            }
            var image = truth.Map(label => 200f - 60 * label);
            for (var k = 0; k < truth.Array.Length; k++)
                truth.Array[k] = k % 48 > 24 ? Ignore : truth.Array[k];
            writer.Add($"disc_{i}", [image], truth, new Dictionary<string, string> { ["patient"] = $"{i}" });
        }
        writer.Finish();
    }

    private string Train()
    {
        const string Tiny = "--iterations 4 --input-size 32 --width 4 --batch-size 2 --folds 2 --precision fp32 --threads 1";
        return SenoProcess.Succeed(["train", Data, "-o", Run, "--json", .. Tiny.Split(' ')]);
    }

    /// <summary>Right wherever anything was annotated, and a large answer where nothing was.</summary>
    private void WritePerfect()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Data, "labelsTr")))
            ImageFile.Write(
                folder.File("perfect/" + Path.GetFileName(file)),
                ImageFile.ReadLabels(file).Map(label => label == Ignore ? (byte)2 : label));
    }

    private static double Dsc(string summary, string label)
    {
        using var json = JsonDocument.Parse(summary);
        return json.RootElement.GetProperty("labels").GetProperty(label).GetProperty("dsc").GetProperty("mean").GetDouble();
    }

    [Fact]
    public void Voxels_that_were_not_annotated_are_left_out_from_training_to_report()
    {
        Write(regions: false);
        Assert.Contains("0 errors", SenoProcess.Succeed("dataset", "check", Data, "--folds", "2"), StringComparison.Ordinal);
        using (var trained = JsonDocument.Parse(Train()))
        {
            var summary = trained.RootElement[0].GetProperty("summary");
            Assert.Equal(["rim", "core"], summary.GetProperty("labels").EnumerateObject().Select(label => label.Name));
            Assert.Equal(2 * 23 * 40, summary.GetProperty("ignoredVoxels").GetInt64());
        }
        var plan = Plan.Read(Path.Combine(Run, "plan.json"));
        Assert.Equal((3, (byte?)Ignore), (plan.Classes, plan.Ignore));
        Assert.Contains(
            "1840 voxels were not annotated and are left out",
            File.ReadAllText(Path.Combine(Run, "fold_0", "report.html")),
            StringComparison.Ordinal);
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Run, "fold_0", "predictions")),
            file => Assert.DoesNotContain(Ignore, ImageFile.ReadLabels(file).Array));

        WritePerfect();
        var evaluated = SenoProcess.Succeed("evaluate", folder.File("perfect"), Data, "-o", folder.File("ev"), "--json");
        Assert.Equal((1, 1), (Dsc(evaluated, "rim"), Dsc(evaluated, "core")));
        Assert.DoesNotContain("ignore\"", evaluated, StringComparison.Ordinal);
        // against the folder of references alone, which lies in the data set
        var references = Path.Combine(Data, "labelsTr");
        var alone = SenoProcess.Succeed("evaluate", folder.File("perfect"), references, "-o", folder.File("alone"), "--json");
        Assert.Equal((1, 1), (Dsc(alone, "rim"), Dsc(alone, "core")));
        SenoProcess.Succeed("report", folder.File("ev"));
        Assert.Contains("3680 voxels were not annotated", File.ReadAllText(folder.File("ev/report.html")), StringComparison.Ordinal);
        Assert.Contains(
            "rim",
            SenoProcess.Succeed("compare", folder.File("ev"), folder.File("alone"), "-o", folder.File("compared")),
            StringComparison.Ordinal);

        var (code, _, error) = SenoProcess.Run("evaluate", Path.Combine(Data, "labelsTr"), Data, "-o", folder.File("self"));
        Assert.Equal(1, code);
        Assert.Contains("marks what was not annotated", error, StringComparison.Ordinal);

        SenoProcess.Succeed("dataset", "describe", Data, "-o", folder.File("described"));
        Assert.Contains("3680 voxels were not annotated", File.ReadAllText(folder.File("described/report.html")), StringComparison.Ordinal);
        SenoProcess.Succeed("calibrate", Run);
    }

    [Fact]
    public void Regions_are_trained_predicted_written_in_their_order_and_measured_as_regions()
    {
        Write(regions: true);
        Assert.Contains("0 errors", SenoProcess.Succeed("dataset", "check", Data, "--folds", "2"), StringComparison.Ordinal);
        using (var trained = JsonDocument.Parse(Train()))
            Assert.Equal(
                ["lesion", "core"],
                trained.RootElement[0].GetProperty("summary").GetProperty("labels").EnumerateObject().Select(label => label.Name));
        Assert.Contains(
            "written in the order lesion, core",
            File.ReadAllText(Path.Combine(Run, "fold_0", "report.html")),
            StringComparison.Ordinal);

        SenoProcess.Succeed("predict", Run, "-i", Data, "-o", folder.File("out"), "--probabilities", "--tta", "--threads", "1");
        Assert.Equal(8, Directory.EnumerateFiles(folder.File("out/probabilities"), "*.nii.gz").Count());
        var found = ImageFile.ReadLabels(folder.File("out/disc_1.png"));
        var (lesion, core) = (
            ImageFile.Read(folder.File("out/probabilities/disc_1_0000.nii.gz")),
            ImageFile.Read(folder.File("out/probabilities/disc_1_0001.nii.gz")));
        Assert.Equal(lesion.Array.Zip(core.Array, (l, c) => (byte)(c > 0.5f ? 2 : l > 0.5f ? 1 : 0)), found.Array);

        var measured = SenoProcess.Succeed("evaluate", folder.File("out"), Data, "-o", folder.File("evo"), "--json");
        using (var json = JsonDocument.Parse(measured))
            Assert.True(json.RootElement.GetProperty("labels").GetProperty("core").TryGetProperty("brier", out _));
        WritePerfect();
        var evaluated = SenoProcess.Succeed("evaluate", folder.File("perfect"), Data, "-o", folder.File("ev"), "--json");
        Assert.Equal((1, 1), (Dsc(evaluated, "lesion"), Dsc(evaluated, "core")));

        var (code, _, error) = SenoProcess.Run("calibrate", Run);
        Assert.Equal(1, code);
        Assert.Contains("regions that may overlap", error, StringComparison.Ordinal);
        (code, _, error) = SenoProcess.Run("train", Data, "-o", folder.File("refused"), "--loss", "unified-focal", "--folds", "2");
        Assert.Equal(2, code);
        Assert.Contains("regions that overlap", error, StringComparison.Ordinal);
        SenoProcess.Succeed("dataset", "describe", Data, "-o", folder.File("described"));
    }

    /// <summary>A's pixels beyond the middle were not annotated: there B draws alone, and that is no disagreement.</summary>
    [Fact]
    public void Readers_are_compared_where_all_of_them_annotated_and_a_consensus_needs_all_of_it()
    {
        Write(regions: true);
        foreach (var (reader, extra) in new[] { ("A", (byte)0), ("B", (byte)2) })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Data, "labelsTr")))
                ImageFile.Write(
                    Path.Combine(Data, $"labelsTr.{reader}", Path.GetFileName(file)),
                    reader == "A" ? ImageFile.ReadLabels(file) : ImageFile.ReadLabels(file).Map(label => label == Ignore ? extra : label));
        }
        using var json = JsonDocument.Parse(SenoProcess.Succeed("agreement", Data, "-o", folder.File("agreement"), "--json"));
        foreach (var label in new[] { "lesion", "core" })
        {
            var found = json.RootElement.GetProperty("labels").GetProperty(label);
            Assert.Equal(1, found.GetProperty("pairs")[0].GetProperty("dsc").GetProperty("mean").GetDouble());
        }
        var (code, _, error) = SenoProcess.Run("consensus", Data, "--method", "majority", "-o", folder.File("consensus"));
        Assert.Equal(1, code);
        Assert.Contains("did not annotate", error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
