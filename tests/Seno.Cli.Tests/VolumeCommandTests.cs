using Seno.Core;
using Seno.Data;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Cli.Tests;

/// <summary>Training and predicting on volumes themselves.</summary>
public sealed class VolumeCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Set => folder.File("set");

    private string Run => folder.File("run");

    [Fact]
    public void A_CT_is_trained_in_three_dimensions_and_predicted_on_its_own_grid()
    {
        Balls(new Vector3(0.75, 0.75, 1.5));
        string[] train = ["train", Set, "-o", Run, "--dimensions", "3", "--iterations", "4", "--input-size", "16", "--width", "2", "--precision", "fp32", "--loss", "batch-dice-ce+0.01*boundary", "-q"];
        var (code, _, error) = SenoProcess.Run(train);
        Assert.True(code == 0, error);
        var plan = Plan.Read(Path.Combine(Run, "plan.json"));
        Assert.Equal([16, 16, 8], plan.Patch);
        Assert.Equal([0.75, 0.75, 1.5], plan.TargetSpacing!);
        var normalisation = Assert.Single(plan.Normalisation);
        Assert.Equal("ct", normalisation.Scheme);
        Assert.InRange(normalisation.Foreground!.Mean, 59.9, 60.1);
        Assert.Contains("clipped to", File.ReadAllText(Path.Combine(Run, "fold_0", "report.html")), StringComparison.Ordinal);

        (code, _, error) = SenoProcess.Run("predict", Run, "-i", Path.Combine(Set, "imagesTr"), "-o", folder.File("out"), "-q");
        Assert.True(code == 0, error);
        Assert.Equal(ImageFile.Read(Path.Combine(Set, "imagesTr", "ball_0_0000.nii.gz")).Geometry, ImageFile.Read(folder.File("out/ball_0.nii.gz")).Geometry);
    }

    [Fact]
    public void Three_dimensions_need_a_voxel_size_and_more_than_one_slice()
    {
        Balls(null);
        var (code, _, error) = SenoProcess.Run("train", Set, "-o", Run, "--dimensions", "3", "--iterations", "1");
        Assert.Equal(2, code);
        Assert.Contains("--dimensions: 3 needs the voxel size", error, StringComparison.Ordinal);
        Assert.Equal(2, SenoProcess.Run("train", Set, "-o", Run, "--dimensions", "4").Code);
        Assert.False(File.Exists(Path.Combine(Run, "plan.json")));
    }

    private void Balls(Vector3? spacing)
    {
        using var writer = new DatasetWriter(Set)
        {
            Description = new() { Name = "balls", Modality = "ct", Channels = ["CT"], Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 }, FileEnding = spacing is null ? ".npy" : ".nii.gz" },
        };
        for (var i = 0; i < 5; i++)
        {
            var truth = new Volume<byte>(new Geometry(new(20, 16, 8), spacing));
            for (var k = 0; k < truth.Array.Length; k++)
                truth.Array[k] = (byte)(Math.Pow(k % 20 - 8 - i, 2) + Math.Pow(k / 20 % 16 - 8, 2) + 4 * Math.Pow(k / 320 - 4, 2) < 20 ? 1 : 0);
            var noise = new SeededRandom((ulong)i, "balls");
            writer.Add($"ball_{i}", [truth.Map(label => label == 0 ? -150f : 59.5f + (float)noise.NextDouble())], truth, new Dictionary<string, string> { ["patient"] = $"{i}" });
        }
        writer.Finish();
    }

    public void Dispose() => folder.Dispose();
}
