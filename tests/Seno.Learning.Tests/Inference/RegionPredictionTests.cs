using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Imaging;
using Seno.Learning.Inference;
using Seno.Learning.Sampling;
using Seno.Learning.Tasks;
using Seno.Learning.Training;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Inference;

/// <summary>Answers for a lesion and the core within it, read off the normalised image: above 0 is lesion, above 1 core.</summary>
public sealed class RegionPredictionTests
{
    private static readonly Plan Nested = new()
    {
        Dataset = "nested",
        Channels = ["image"],
        Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1, ["core"] = 2 },
        Regions = [new("lesion", [1, 2], 1), new("core", [2], 2)],
        Ignore = 3,
        FileEnding = ".png",
        TargetSpacing = [1, 1],
        Patch = [8, 8],
        BatchSize = 1,
        Features = [4, 8],
        Iterations = 1,
        EpochLength = 1,
    };

    private static readonly float[] Values = [-2, 1.5f, 4, -2, 1.5f, 4, 4, -2];

    [Fact]
    public void Regions_are_written_in_their_order_where_they_are_likelier_than_not()
    {
        using var task = new NestedTask();
        var image = new Volume<float>(
            new Geometry(new(8, 8, 1), new Vector3(1, 1, 1)),
            [.. Enumerable.Repeat(Values, 8).SelectMany(row => row)]);
        var normalised = Preprocessor.Channels([image], Nested)[0];
        var found = new Predictor([task, task], Nested, new PredictorOptions { Mirror = true }, CPU).Segment("a", [image]);
        Assert.Equal(normalised.Array.Select(value => (byte)(value > 1 ? 2 : value > 0 ? 1 : 0)), found.Labels.Array);
        Assert.Equal(new byte[] { 0, 1, 2 }, found.Labels.Array.Distinct().Order());
        Assert.Equal(2, found.Probabilities.Count);
        Assert.Equal(
            normalised.Array.Select(value => 1 / (1 + Math.Exp(-value))),
            found.Probabilities[0].Array.Select(value => (double)value),
            (a, b) => Math.Abs(a - b) < 1e-5);
    }

    /// <summary>The core's probability of more than half wins even where the lesion around it was denied: as nnU-Net writes them.</summary>
    [Fact]
    public void A_later_region_overwrites_an_earlier_one()
    {
        var grid = new Geometry(new(4, 1, 1));
        var found = Segmentation.Of([new(grid, [0.4f, 0.6f, 0.9f, 0.2f]), new(grid, [0.1f, 0.5f, 0.8f, 0.7f])], Nested.Regions!);
        Assert.Equal(new byte[] { 0, 1, 2, 2 }, found.Labels.Array);
    }

    /// <summary>Right wherever anything was annotated; the answer is wrong at the last two pixels, which were not.</summary>
    [Fact]
    public void The_quick_validation_measures_regions_where_they_were_annotated()
    {
        using var task = new NestedTask();
        var slice = new PreprocessedSlice(
            8,
            8,
            [[.. Enumerable.Repeat(new float[] { -1, 0.5f, 2, -1, 0.5f, 2, 2, 2 }, 8).SelectMany(row => row)]],
            [.. Enumerable.Repeat(new byte[] { 0, 1, 2, 0, 1, 2, 3, 3 }, 8).SelectMany(row => row)],
            3);
        Assert.Equal(1, new PseudoDice(Nested, [new("a", [slice])], CPU).Of(task), 9);
        var annotated = slice with { Labels = [.. slice.Labels.Select(label => label == 3 ? (byte)0 : label)] };
        // lesion: 4 of 6 right, core: 2 of 4
        Assert.Equal((2 * 4 / 10.0 + 2 * 2 / 6.0) / 2, new PseudoDice(Nested, [new("a", [annotated])], CPU).Of(task), 9);
    }

    [Fact]
    public void A_network_of_regions_answers_with_one_plane_each_and_learns()
    {
        var plan = Nested with { LearningRate = 0.01 };
        using var task = TaskTable.Create(plan, CPU);
        var buffers = PatchBuffers.Of(plan, 1);
        for (var i = 0; i < buffers.Labels.Length; i++)
            (buffers.Labels[i], buffers.Images[i]) = ((byte)(i % 8 / 2), i % 8 / 2);
        using var batch = buffers.ToBatch(CPU);
        Assert.Equal([1, 2, 8, 8], batch.References.shape);
        Assert.Equal(48, batch.Target.Annotated!.sum().item<float>());
        Assert.Equal([32, 16], Torch.Values(batch.References.sum([0, 2, 3])));
        var first = task.Step(batch, 1)["loss"];
        for (var step = 0; step < 15; step++)
            task.Step(batch, 1);
        Assert.True(task.Step(batch, 1)["loss"] < first);
    }

    private sealed class NestedTask : LearningTask
    {
        public override IReadOnlyDictionary<string, double> Step(Batch batch, double rate) => throw new NotSupportedException();

        public override Tensor Predict(Tensor images) => cat([images, images - 1], 1);

        public override IReadOnlyDictionary<string, Tensor> Weights() => new Dictionary<string, Tensor>();

        public override IReadOnlyDictionary<string, Tensor> OptimiserState() => new Dictionary<string, Tensor>();

        public override void Dispose()
        {
        }
    }
}
