using Seno.Core;
using Seno.Data;
using Seno.Imaging;
using Seno.Imaging.Operators;
using Seno.Learning.Inference;
using Seno.Learning.Sampling.Augmentation;
using Seno.Learning.Tasks;
using TorchSharp;

namespace Seno.Learning.Tests.Inference;

public sealed class PredictorTests
{
    private static readonly Plan Tiny = new()
    {
        Dataset = "tiny",
        Channels = ["image"],
        Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
        FileEnding = ".png",
        TargetSpacing = [1, 1],
        Patch = [16, 16],
        BatchSize = 1,
        Features = [4, 8],
        Iterations = 1,
        EpochLength = 1,
    };

    [Fact]
    public void A_prediction_leaks_no_tensor()
    {
        using var task = TaskTable.Create(Tiny, torch.CPU);
        var predictor = new Predictor([task], Tiny, new PredictorOptions { Mirror = true }, torch.CPU);
        predictor.Segment("first", [Noise(40, 33)]);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        predictor.Segment("second", [Noise(40, 33)]);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData(5, 7)]
    [InlineData(16, 16)]
    [InlineData(41, 17)]
    public void Every_pixel_gets_class_shares_that_sum_to_one_and_its_likeliest_class(int width, int height)
    {
        using var task = TaskTable.Create(Tiny, torch.CPU);
        var found = new Predictor([task], Tiny, new PredictorOptions(), torch.CPU).Segment("noise", [Noise(width, height)]);
        Assert.Equal(new Size3(width, height, 1), found.Labels.Size);
        for (var i = 0; i < found.Labels.Array.Length; i++)
        {
            var (background, lesion) = (found.Probabilities[0].Array[i], found.Probabilities[1].Array[i]);
            Assert.Equal(1, background + lesion, 5);
            Assert.Equal(lesion > background ? 1 : 0, found.Labels.Array[i]);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void An_image_that_the_network_has_no_finite_answer_to_is_refused_not_called_background(float answer)
    {
        using var task = new PointwiseTask { Spoilt = answer };
        var failure = Assert.Throws<DataException>(() => new Predictor([task], Tiny, new PredictorOptions(), torch.CPU).Segment(
            "BR-1",
            [Noise(24, 16)]));
        Assert.Contains("case BR-1: makes the network answer NaN or infinity", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>With the mean over mirror images, a mirrored image has the mirrored prediction.</summary>
    [Fact]
    public void Mirror_images_are_predicted_alike()
    {
        using var task = TaskTable.Create(Tiny, torch.CPU);
        var predictor = new Predictor([task], Tiny, new PredictorOptions { Mirror = true }, torch.CPU);
        var image = Noise(24, 16);
        var mirrored = new Volume<float>(image.Geometry);
        for (var y = 0; y < 16; y++)
        {
            for (var x = 0; x < 24; x++)
                mirrored[x, y] = image[23 - x, y];
        }
        var (plain, turned) = (predictor.Segment("plain", [image]), predictor.Segment("mirrored", [mirrored]));
        for (var y = 0; y < 16; y++)
        {
            for (var x = 0; x < 24; x++)
                Assert.Equal(plain.Probabilities[1][x, y], turned.Probabilities[1][23 - x, y], 4);
        }
    }

    /// <summary>Sagittal slices of 24×20 pixels, which a canonical order keeps along the first axis: however they are stored, they are cut
    /// and answered alike, to the bit.</summary>
    [Theory]
    [InlineData("ASR")]
    [InlineData("RAS")]
    [InlineData("LPS")]
    [InlineData("SLA")]
    [InlineData("PIL")]
    public void A_volume_is_predicted_alike_in_every_order_of_its_axes(string code)
    {
        var plan = Tiny with { TargetSpacing = [0.5, 0.5], Axes = "PIR" };
        using var task = TaskTable.Create(plan, torch.CPU);
        var predictor = new Predictor([task], plan, new PredictorOptions(), torch.CPU);
        var image = new Volume<float>(new Geometry(
            new(24, 20, 3),
            new(0.5, 0.5, 3),
            new(1, 2, 3),
            new(new(0, 1, 0), new(0, 0, -1), new(-1, 0, 0))));
        GaussianNoise.Add(image.Span, 1, new SeededRandom(1, "orders"));
        var expected = predictor.Segment("run's own", [image]);
        var stored = Reorient.To(image, code);
        var found = predictor.Segment(code, [stored]);
        Assert.Equal(stored.Geometry, found.Labels.Geometry);
        Assert.Equal(Reorient.To(expected.Probabilities[1], code).Array, found.Probabilities[1].Array);
        Assert.Equal(Reorient.To(expected.Labels, code).Array, found.Labels.Array);
    }

    [Theory]
    [InlineData(1, 24, 20)]
    [InlineData(24, 1, 20)]
    [InlineData(24, 20, 1)]
    public void One_slice_is_one_image_whichever_of_its_axes_has_one_voxel(int x, int y, int z)
    {
        var plan = Tiny with { TargetSpacing = null };
        using var task = TaskTable.Create(plan, torch.CPU);
        var predictor = new Predictor([task], plan, new PredictorOptions(), torch.CPU);
        var values = new float[480];
        GaussianNoise.Add(values, 1, new SeededRandom(1, "slice"));
        var expected = predictor.Segment("flat", [new(new Geometry(new(24, 20, 1)), values)]);
        var found = predictor.Segment("stored", [new(new Geometry(new(x, y, z)), values)]);
        Assert.Equal(new Size3(x, y, z), found.Labels.Size);
        Assert.Equal(expected.Probabilities[1].Array, found.Probabilities[1].Array);
    }

    private static Volume<float> Noise(int width, int height)
    {
        var image = new Volume<float>(new Geometry(new(width, height, 1), new(1, 1, 1)));
        GaussianNoise.Add(image.Span, 1, new SeededRandom(1, "predictor"));
        return image;
    }
}
