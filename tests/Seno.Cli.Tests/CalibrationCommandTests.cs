using System.Text.Json;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Cli.Tests;

/// <summary>seno calibrate, and predictions by a calibrated run.</summary>
public sealed class CalibrationCommandTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    /// <summary>A run is changed by its calibration, so each test has its own.</summary>
    private string Copy(TemporaryFolder folder)
    {
        Directory.CreateDirectory(folder.File("run/fold_0"));
        foreach (var name in new[] { "plan.json", "splits.json", "manifest.json", "fold_0/checkpoint_final.safetensors", "fold_0/cases.csv", "fold_0/summary.json", "fold_0/log.jsonl" })
            File.Copy(Path.Combine(trained.Run, name), folder.File("run/" + name));
        return folder.File("run");
    }

    private static double Temperature(string run)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "calibration.json")));
        return json.RootElement.GetProperty("map").GetProperty("temperature").GetDouble();
    }

    [Fact]
    public void A_calibrated_run_predicts_calibrated_probabilities_and_the_same_labels()
    {
        using var folder = new TemporaryFolder();
        var run = Copy(folder);
        var (code, output, error) = SenoProcess.Run("calibrate", run, "--json");
        Assert.True(code == 0, error);
        using (var json = JsonDocument.Parse(output))
        {
            Assert.Equal(2, json.RootElement.GetProperty("cases").GetProperty("validation").GetInt32());
            Assert.Contains("other half", json.RootElement.GetProperty("crossFitting").GetString(), StringComparison.Ordinal);
            // two regions, before and three maps, twelve measures
            Assert.Equal(2 * 4 * 12, json.RootElement.GetProperty("rows").GetArrayLength());
        }
        foreach (var file in new[] { "report.html", "summary.json", "calibration.csv", "figures/reliability-validation-image.svg", "figures/reliability-validation-lesion.png", "figures/counts-validation-image.png" })
            Assert.True(File.Exists(Path.Combine(run, "calibration", file)), file);

        var image = Directory.EnumerateFiles(Path.Combine(trained.Dataset, "imagesTr")).Order(StringComparer.Ordinal).First();
        Assert.Contains("calibration.json (temperature)", Predict(run, image, folder.File("calibrated")), StringComparison.Ordinal);
        Assert.DoesNotContain("calibrated by", Predict(run, image, folder.File("raw"), "--no-calibration"), StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("calibrated/probabilities/calibration.json")));
        Assert.False(File.Exists(folder.File("raw/probabilities/calibration.json")));
        Assert.Equal(File.ReadAllBytes(folder.File("raw/disc_0.png")), File.ReadAllBytes(folder.File("calibrated/disc_0.png")));
        var (raw, calibrated) = (ImageFile.Read(folder.File("raw/probabilities/disc_0_0001.nii.gz")).Array, ImageFile.Read(folder.File("calibrated/probabilities/disc_0_0001.nii.gz")).Array);
        var background = ImageFile.Read(folder.File("raw/probabilities/disc_0_0000.nii.gz")).Array;
        var temperature = Temperature(run);
        Assert.NotEqual(1, temperature);
        for (var i = 0; i < raw.Length; i++)
            Assert.Equal(1 / (1 + Math.Exp(-(Math.Log(raw[i]) - Math.Log(background[i])) / temperature)), calibrated[i], tolerance: 1e-6);

        Assert.Equal(0, SenoProcess.Run("report", run).Code);
        Assert.Contains("temperature, T =", File.ReadAllText(Path.Combine(run, "report.html")), StringComparison.Ordinal);
    }

    private static string Predict(string run, string image, string into, params string[] more)
    {
        var (code, output, error) = SenoProcess.Run(["predict", run, "-i", image, "-o", into, "--probabilities", .. more]);
        Assert.True(code == 0, error);
        return output;
    }

    [Fact]
    public void Other_maps_regions_columns_and_data_sets_are_measured_beside()
    {
        using var folder = new TemporaryFolder();
        var run = Copy(folder);
        var (code, output, error) = SenoProcess.Run("calibrate", run, "--method", "isotonic", "--region", "lesion", "--by", "patient", "--on", trained.Dataset, "-o", folder.File("out"));
        Assert.True(code == 0, error);
        Assert.Contains("discs (10 cases, 10 patients or groups), lesion, lesion", output, StringComparison.Ordinal);
        Assert.Contains("isotonic (others)", output, StringComparison.Ordinal);
        var table = File.ReadAllLines(folder.File("out/calibration.csv"));
        Assert.StartsWith("set,region,method,label,measure,value,low,high", table[0], StringComparison.Ordinal);
        Assert.Contains(table, line => line.StartsWith("discs,lesion,platt,lesion,nll,", StringComparison.Ordinal));
        Assert.Contains("\"method\": \"isotonic\"", File.ReadAllText(Path.Combine(run, "calibration.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "is of version 2")]
    [InlineData("\"temperature\": ", "\"temperature\": -", "holds temperature -")]
    [InlineData("\"map\"", "\"mop\"", "lacks 'map'")]
    [InlineData("\"0\": \"", "\"0\": \"a", "was fitted to other weights")]
    public void A_calibration_that_does_not_fit_is_refused(string from, string to, string says)
    {
        using var folder = new TemporaryFolder();
        var run = Copy(folder);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(run, "fold_0/checkpoint_final.safetensors"))));
        var kept = $$"""{"version": 1, "map": {"method": "temperature", "temperature": 1.5}, "region": "image", "folds": [0], "cases": 2, "checkpoint": "final", "mirror": false, "weights": {"0": "{{hash}}"}, "seno": "test", "method": "temperature"}""";
        File.WriteAllText(Path.Combine(run, "calibration.json"), kept.Replace(from, to, StringComparison.Ordinal));
        var (code, _, error) = SenoProcess.Run("predict", run, "-i", trained.Dataset, "-o", folder.File("out"));
        Assert.Equal(1, code);
        Assert.Contains("calibration.json: " + says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "temperature", "calibrate RUN --method warmth")]
    [InlineData(2, "has no column 'scaner'", "calibrate RUN --by scaner")]
    [InlineData(1, "is no folder", "calibrate nowhere")]
    [InlineData(1, "is no folder", "calibrate RUN --on nowhere")]
    public void A_mistake_gets_one_clear_line_and_leaves_the_run_alone(int expected, string says, string command)
    {
        using var folder = new TemporaryFolder();
        var run = Copy(folder);
        var (code, _, error) = SenoProcess.Run(command.Replace("RUN", run, StringComparison.Ordinal).Split(' '));
        Assert.Equal(expected, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(run, "calibration.json")));
    }
}
