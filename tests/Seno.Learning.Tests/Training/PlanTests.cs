using Seno.Core;
using Seno.Data;
using Seno.Imaging;
using Seno.Learning.Runtime;
using Seno.Learning.Training;
using Seno.Tests;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Training;

/// <summary>What is planned where nothing is asked for.</summary>
public sealed class PlanTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("ct", 4, 2, "ct", "batch-dice-ce", 2)]
    [InlineData("ct", 4, 3, "ct", "batch-dice-ce", 3)]
    [InlineData("mri", 4, 2, "z-score", "batch-dice-ce", 2)]
    [InlineData("ultrasound", 1, 2, "z-score", "dice-ce", 2)]
    public void Normalisation_loss_and_spacing_follow_modality_and_depth(string modality, int slices, int dimensions, string scheme, string loss, int sizes)
    {
        var plan = Make(modality, slices, lesion: true, new PlanRequest { Dimensions = dimensions, Iterations = 1 });
        Assert.Equal(scheme, Assert.Single(plan.Normalisation).Scheme);
        Assert.Equal(loss, plan.Loss);
        Assert.Equal((sizes, sizes), (plan.Patch.Count, plan.TargetSpacing!.Count));
        plan.Write(folder.File("plan.json"));
        Assert.Equal(plan.Patch, Plan.Read(folder.File("plan.json")).Patch);
    }

    [Fact]
    public void A_CT_without_any_lesion_falls_back_to_a_z_score_and_says_so_when_asked()
    {
        Assert.Equal("z-score", Make("ct", 4, lesion: false, new PlanRequest { Iterations = 1 }).Normalisation[0].Scheme);
        var failure = Assert.Throws<DataException>(() => Make("ct", 4, lesion: false, new PlanRequest { Iterations = 1, Normalisation = "ct" }));
        Assert.Contains("the references have none", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>A plan with it could be written, but not read again.</summary>
    [Fact]
    public void Lesions_of_one_value_but_for_a_few_voxels_give_no_window() =>
        Assert.Equal("z-score", Make("ct", 4, lesion: true, new PlanRequest { Iterations = 1 }, new ChannelIntensity(50, 0.3, 50, 50)).Normalisation[0].Scheme);

    private Plan Make(string modality, int slices, bool lesion, PlanRequest request, ChannelIntensity? foreground = null)
    {
        var set = folder.File("set-" + Guid.NewGuid().ToString("n"));
        using (var writer = new DatasetWriter(set)
        {
            Description = new() { Name = "tiny", Modality = modality, Channels = ["image"], Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 }, FileEnding = ".nii.gz" },
        })
        {
            var image = new Volume<float>(new Geometry(new(16, 16, slices), new(1, 1, 1)));
            for (var i = 0; i < image.Array.Length; i++)
                image.Array[i] = i;
            writer.Add("a", [image], image.Map(value => (byte)(lesion && value is > 100 and < 110 ? 1 : 0)), new Dictionary<string, string> { ["patient"] = "1" });
            writer.Finish();
        }
        var dataset = Dataset.Open(set);
        var fingerprint = Fingerprint.Of(dataset, dataset.Cases, 1);
        return Planner.Make(dataset, foreground is null ? fingerprint : fingerprint with { Foreground = [foreground] }, request, Precision.Fp32, CPU);
    }

    public void Dispose() => folder.Dispose();
}
