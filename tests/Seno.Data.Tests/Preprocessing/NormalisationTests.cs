using Seno.Core;
using Seno.Data.Preprocessing;
using Seno.Imaging;
using Seno.Tests;

namespace Seno.Data.Tests.Preprocessing;

public sealed class NormalisationTests
{
    private static readonly ChannelIntensity Lesions = new(60, 20, 10, 110);

    [Fact]
    public void A_CT_is_clipped_to_the_foregrounds_window_and_scaled_by_its_deviation_with_air_at_0()
    {
        var image = new Volume<float>(new Geometry(new(5, 1, 1)), [-1000, 10, 60, 110, 3000]);
        Assert.Equal([0f, 0f, 2.5f, 5f, 5f], NormalisationTable.Apply(image, new("ct", Lesions)).Array);
    }

    [Fact]
    public void How_much_air_surrounds_a_breast_does_not_change_a_CT()
    {
        var lesion = new Volume<float>(new Geometry(new(3, 1, 1)), [30, 60, 90]);
        var inAir = new Volume<float>(new Geometry(new(6, 1, 1)), [30, 60, 90, -1000, -1000, -1000]);
        Assert.Equal(NormalisationTable.Apply(lesion, new("ct", Lesions)).Array, NormalisationTable.Apply(inAir, new("ct", Lesions)).Array[..3]);
        Assert.NotEqual(NormalisationTable.Apply(lesion, new("z-score")).Array, NormalisationTable.Apply(inAir, new("z-score")).Array[..3]);
    }

    // (x − 3) / √2 for 1..5.
    [Fact]
    public void A_z_score_by_hand()
    {
        var scored = NormalisationTable.Apply(new Volume<float>(new Geometry(new(5, 1, 1)), [1, 2, 3, 4, 5]), new("z-score")).Array;
        Assert.Equal([-1.41421356f, -0.70710678f, 0f, 0.70710678f, 1.41421356f], scored, (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void None_leaves_the_file_as_it_is()
    {
        var image = new Volume<float>(new Geometry(new(2, 1, 1)), [-7, 9000]);
        Assert.Equal(image.Array, NormalisationTable.Apply(image, new("none")).Array);
    }

    // numpy 1.24: np.percentile([0, 10, 20, 30, 1000], [0.5, 99.5]) gives 0.2, 980.6; mean 212, std 394.1269.
    [Fact]
    public void Intensities_are_those_of_numpy()
    {
        var measured = ChannelIntensity.Of([1000, 20, 0, 10, 30]);
        Assert.Equal(212, measured.Mean, 9);
        Assert.Equal(394.1269, measured.StandardDeviation, 4);
        Assert.Equal(0.2, measured.Low, 9);
        Assert.Equal(980.6, measured.High, 9);
    }

    [Fact]
    public void A_fingerprint_looks_at_foreground_only()
    {
        using var tiny = new TinyDataset(("a", "1"), ("b", "2"));
        var dataset = Dataset.Open(tiny.Path);
        Assert.Equal(new ChannelIntensity(200, 0, 200, 200), Assert.Single(Fingerprint.Of(dataset, dataset.Cases, 1).Foreground));
    }

    [Theory]
    [InlineData("ct", "channel", "ct")]
    [InlineData("CT", "channel", "ct")]
    [InlineData(null, "CT", "ct")]
    [InlineData("mri", "T1", "z-score")]
    [InlineData(null, "ultrasound", "z-score")]
    public void CT_is_known_by_modality_or_channel(string? modality, string channel, string expected) =>
        Assert.Equal(expected, NormalisationTable.For(modality, channel));

    [Theory]
    [InlineData("{\"scheme\":\"zscore\"}", "z-score")]
    [InlineData("{\"scheme\":\"ct\"}", "no window")]
    [InlineData("{\"scheme\":\"ct\",\"foreground\":{\"mean\":60,\"standardDeviation\":20,\"low\":110,\"high\":10}}", "no window")]
    [InlineData("{\"scheme\":\"ct\",\"foreground\":{\"mean\":60,\"standardDeviation\":\"NaN\",\"low\":10,\"high\":110}}", "no window")]
    [InlineData("{\"scheme\":\"ct\",\"foreground\":{\"mean\":60,\"standardDeviation\":20,\"low\":\"-Infinity\",\"high\":110}}", "no window")]
    [InlineData("{\"scheme\":\"ct\",\"foreground\":{\"mean\":60,\"standardDeviation\":20,\"low\":10,\"high\":1e300}}", "no window")]
    [InlineData("{\"scheme\":\"none\"},{\"scheme\":\"none\"}", "one a channel")]
    [InlineData("null", "one a channel")]
    [InlineData("{\"scheme\":null}", "one a channel")]
    public void A_plan_edited_into_nonsense_is_refused(string channels, string expected)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("plan.json");
        Plan("z-score").Write(path);
        var text = File.ReadAllText(path);
        var start = text.IndexOf('[', text.IndexOf("\"normalisation\"", StringComparison.Ordinal));
        File.WriteAllText(path, text[..start] + $"[{channels}]" + text[(text.IndexOf(']', start) + 1)..]);
        Assert.Contains(expected, Assert.Throws<DataException>(() => Data.Plan.Read(path)).Message, StringComparison.Ordinal);
    }

    /// <summary>2³⁹ voxels, which no count of 32 bits holds.</summary>
    [Fact]
    public void A_plan_with_a_block_of_too_many_voxels_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("plan.json");
        (Plan("z-score") with { Patch = [8192, 8192, 8192], TargetSpacing = [1, 1, 1] }).Write(path);
        Assert.Contains("'patch' must be", Assert.Throws<DataException>(() => Data.Plan.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_of_version_1_is_a_z_score()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("plan.json");
        (Plan("z-score") with { Version = 1, Normalisation = [] }).Write(path);
        var read = Data.Plan.Read(path);
        Assert.Equal("z-score", read.NormalisationOf(0).Scheme);
        Assert.Contains("z-scored over the case", PreprocessingText.Of(read), StringComparison.Ordinal);
    }

    [Fact]
    public void The_words_for_a_paper_name_the_window()
    {
        var plan = Plan("z-score") with { Normalisation = [new("ct", Lesions)] };
        Assert.Contains("clipped to 10..110", PreprocessingText.Of(plan), StringComparison.Ordinal);
    }

    private static Plan Plan(string scheme) => new()
    {
        Dataset = "tiny",
        Channels = ["CT"],
        Normalisation = [new(scheme)],
        Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
        FileEnding = ".nii.gz",
        Patch = [16, 16],
        BatchSize = 1,
        Features = [4, 8],
        Iterations = 1,
        EpochLength = 1,
    };
}
