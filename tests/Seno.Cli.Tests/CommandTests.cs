using System.Diagnostics;
using System.Text.Json;
using Seno.Data;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Cli.Tests;

/// <summary>The program as a user starts it: a process, its two streams and its exit code.</summary>
public sealed class CommandTests : IClassFixture<TrainedRun>
{
    private readonly TrainedRun trained;

    public CommandTests(TrainedRun trained) => this.trained = trained;

    [Fact]
    public void Help_lists_the_verbs()
    {
        var (code, output, _) = SenoProcess.Run("--help");
        Assert.Equal(0, code);
        foreach (var verb in new[] { "demo", "train", "predict", "evaluate", "dataset" })
            Assert.Contains(verb, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "train", "train")]
    [InlineData(2, "--itertions", "train x -o y --itertions 5")]
    [InlineData(2, "Did you mean 'train'", "trian x")]
    [InlineData(2, "dice-ce", "train DATASET -o RUN --loss dice-c")]
    [InlineData(2, "no duration", "train DATASET -o RUN --time-limit soon")]
    [InlineData(1, "is no folder", "train nowhere -o RUN")]
    [InlineData(1, "does not exist", "predict TRAINED -i nowhere -o RUN")]
    [InlineData(1, "plan.json", "predict DATASET/fold_0 -i DATASET -o RUN")]
    public void A_mistake_gets_one_clear_line_and_its_exit_code(int expected, string says, string command)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(trained.Dataset, "fold_0"));
        var (code, _, error) = SenoProcess.Run(command.Replace("DATASET", trained.Dataset, StringComparison.Ordinal).Replace("TRAINED", trained.Run, StringComparison.Ordinal).Replace("RUN", folder.File("run"), StringComparison.Ordinal).Split(' '));
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(expected, code);
        Assert.False(Directory.Exists(folder.File("run")) && Directory.EnumerateFiles(folder.File("run")).Any());
    }

    [Fact]
    public void Training_leaves_all_that_is_needed_to_repeat_audit_and_ship()
    {
        foreach (var file in new[] { "plan.json", "splits.json", "fingerprint.json", "manifest.json", "fold_0/checkpoint_final.safetensors", "fold_0/log.jsonl", "fold_0/cases.csv", "fold_0/summary.json", "fold_0/report.html" })
            Assert.True(File.Exists(Path.Combine(trained.Run, file)), file);
        using var json = JsonDocument.Parse(trained.Output);
        Assert.Equal(2, json.RootElement[0].GetProperty("summary").GetProperty("cases").GetInt32());
    }

    [Fact]
    public void One_unreadable_image_does_not_stop_the_others_and_the_exit_code_says_so()
    {
        using var folder = new TemporaryFolder();
        var images = Directory.CreateDirectory(folder.File("images")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(trained.Dataset, "imagesTr")).Order(StringComparer.Ordinal).Take(3))
            File.Copy(file, Path.Combine(images, Path.GetFileName(file)));
        var broken = Directory.EnumerateFiles(images).Order(StringComparer.Ordinal).First();
        File.WriteAllBytes(broken, File.ReadAllBytes(broken)[..50]);

        var (code, output, error) = SenoProcess.Run("predict", trained.Run, "-i", images, "-o", folder.File("out"), "--json");

        Assert.Equal(1, code);
        Assert.Contains(Path.GetFileName(broken), error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(2, json.RootElement.GetProperty("files").GetArrayLength());
        Assert.Equal(2, Directory.EnumerateFiles(folder.File("out")).Count());
    }

    [Fact]
    public void A_nifti_image_is_segmented_on_its_own_grid()
    {
        using var folder = new TemporaryFolder();
        var geometry = new Geometry(new(50, 40, 2), new Vector3(0.3, 0.4, 2), new Vector3(5, -6, 7));
        ImageFile.Write(folder.File("a.nii.gz"), new Volume<float>(geometry));
        var (code, _, error) = SenoProcess.Run("predict", trained.Run, "-i", folder.File("a.nii.gz"), "-o", folder.File("out"), "--probabilities");
        Assert.True(code == 0, error);
        var labels = ImageFile.ReadLabels(folder.File("out/a.nii.gz"));
        Assert.Equal(geometry.Size, labels.Size);
        Assert.Equal(0.4, labels.Geometry.Spacing.Y, 5);
        Assert.Equal(-6, labels.Geometry.Origin.Y, 4);
        var (background, lesion) = (ImageFile.Read(folder.File("out/probabilities/a_0000.nii.gz")), ImageFile.Read(folder.File("out/probabilities/a_0001.nii.gz")));
        for (var i = 0; i < lesion.Array.Length; i++)
            Assert.Equal(1, background.Array[i] + lesion.Array[i], 4);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("other")]
    public void A_checkpoint_cut_short_or_of_another_network_is_refused(string how)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("run/fold_0"));
        var plan = Plan.Read(Path.Combine(trained.Run, "plan.json"));
        (how == "other" ? plan with { Features = [4, 8, 16] } : plan).Write(folder.File("run/plan.json"));
        var bytes = File.ReadAllBytes(Path.Combine(trained.Run, "fold_0", "checkpoint_final.safetensors"));
        File.WriteAllBytes(folder.File("run/fold_0/checkpoint_final.safetensors"), how == "cut" ? bytes[..(bytes.Length / 2)] : bytes);
        var (code, _, error) = SenoProcess.Run("predict", folder.File("run"), "-i", trained.Dataset, "-o", folder.File("out"));
        Assert.Equal(1, code);
        Assert.Contains("checkpoint_final.safetensors", error, StringComparison.Ordinal);
        Assert.Contains(how == "cut" ? "damaged" : "another network", error, StringComparison.Ordinal);
    }

    [Fact]
    public void References_against_themselves_are_perfect_and_json_is_all_that_is_on_standard_output()
    {
        using var folder = new TemporaryFolder();
        var (code, output, _) = SenoProcess.Run("evaluate", Path.Combine(trained.Dataset, "labelsTr"), trained.Dataset, "-o", folder.Path, "--json");
        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(1, json.RootElement.GetProperty("labels").GetProperty("lesion").GetProperty("dsc").GetProperty("mean").GetDouble());
        Assert.Equal(11, File.ReadAllLines(folder.File("cases.csv")).Length);
    }
}

/// <summary>A tiny data set and a run trained on it, once for all tests.</summary>
public sealed class TrainedRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TrainedRun()
    {
        using (var writer = new DatasetWriter(Dataset)
        {
            Description = new() { Name = "discs", Modality = "ultrasound", Channels = ["ultrasound"], Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 }, FileEnding = ".png" },
        })
        {
            for (var i = 0; i < 10; i++)
            {
                var truth = new Volume<byte>(new Geometry(new(48, 40, 1)));
                for (var k = 0; k < truth.Array.Length; k++)
                    truth.Array[k] = (byte)(Math.Pow(k % 48 - 15 - 2 * i, 2) + Math.Pow(k / 48 - 20, 2) < 60 ? 1 : 0);
                writer.Add($"disc_{i}", [truth.Map(label => label == 0 ? 180f : 60f)], truth, new Dictionary<string, string> { ["patient"] = $"{i}" });
            }
            writer.Finish();
        }
        var (code, output, error) = SenoProcess.Run("train", Dataset, "-o", Run, "--iterations", "6", "--input-size", "32", "--width", "4", "--batch-size", "2", "--precision", "fp32", "--json");
        Assert.True(code == 0, error);
        Output = output;
    }

    public string Dataset => folder.File("dataset");

    public string Run => folder.File("run");

    public string Output { get; }

    public void Dispose() => folder.Dispose();
}

internal static class SenoProcess
{
    public static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "seno.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
