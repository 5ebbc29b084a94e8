using Seno.Core;
using Seno.Data;
using Seno.Imaging;
using Seno.Learning.Inference;
using Seno.Learning.Sampling.Augmentation;
using Seno.Learning.Tasks;
using TorchSharp;

namespace Seno.Learning.Tests.Inference;

public sealed class VolumePredictorTests
{
    private static readonly Plan Blocks = new()
    {
        Dataset = "blocks",
        Channels = ["image"],
        Normalisation = [new("none")],
        Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
        FileEnding = ".nii.gz",
        TargetSpacing = [1, 1, 2],
        Patch = [8, 16, 8],
        BatchSize = 1,
        Features = [2, 4],
        Iterations = 1,
        EpochLength = 1,
    };

    /// <summary>Windows of a network that looks at single voxels are put back where they were cut: the logistic function of the image, to float32.</summary>
    [Theory]
    [InlineData(19, 17, 13, false)]
    [InlineData(19, 17, 13, true)]
    [InlineData(5, 16, 3, true)]
    public void Every_voxel_is_predicted_where_it_lies(int x, int y, int z, bool mirror)
    {
        var image = Noise(new(x, y, z), new(1, 1, 2));
        var found = new Predictor([new PointwiseTask()], Blocks, new PredictorOptions { Mirror = mirror }, torch.CPU).Segment("noise", [image]);
        Assert.Equal(image.Geometry, found.Labels.Geometry);
        for (var i = 0; i < image.Array.Length; i++)
            Assert.InRange(found.Probabilities[1].Array[i] - 1 / (1 + Math.Exp(-image.Array[i])), -1e-6, 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void With_the_mean_over_mirror_images_a_mirrored_volume_has_the_mirrored_prediction(int axis)
    {
        using var task = TaskTable.Create(Blocks, torch.CPU);
        var predictor = new Predictor([task], Blocks, new PredictorOptions { Mirror = true }, torch.CPU);
        var image = Noise(new(12, 16, 10), new(1, 1, 2));
        var (plain, turned) = (predictor.Segment("plain", [image]).Probabilities[1], predictor.Segment("mirrored", [Mirrored(image, axis)]).Probabilities[1]);
        Assert.Equal(Mirrored(plain, axis).Array, turned.Array, (a, b) => Math.Abs(a - b) < 1e-4);
    }

    /// <summary>Half of the volume is one value, where most windows share an answer; the other half is not disturbed by it.</summary>
    [Fact]
    public void Windows_of_one_value_are_answered_once_and_rightly()
    {
        var image = Noise(new(16, 16, 32), new(1, 1, 2));
        image.Span[..(image.Array.Length / 2)].Fill(0.25f);
        var task = new PointwiseTask();
        var found = new Predictor([task], Blocks, new PredictorOptions(), torch.CPU).Segment("half", [image]);
        for (var i = 0; i < image.Array.Length; i++)
            Assert.InRange(found.Probabilities[1].Array[i] - 1 / (1 + Math.Exp(-image.Array[i])), -1e-6, 1e-6);

        // Three windows along x, seven along z, two a pass: the first nine are of one value and cost one pass, the other twelve are one beside an even one, five pairs and one alone.
        Assert.Equal(1 + 1 + 5 + 1, task.Passes);
    }

    [Fact]
    public void A_coarse_answer_comes_back_on_the_images_own_grid()
    {
        var image = Noise(new(24, 20, 30), new(0.5, 0.5, 0.5));
        var found = new Predictor([new PointwiseTask()], Blocks, new PredictorOptions(), torch.CPU).Segment("fine", [image]);
        Assert.Equal(image.Geometry, found.Labels.Geometry);
    }

    [Fact]
    public void A_volume_without_voxel_size_is_refused()
    {
        var failure = Assert.Throws<DataException>(() => new Predictor([new PointwiseTask()], Blocks, new PredictorOptions(), torch.CPU).Segment("bare", [new Volume<float>(new Geometry(new(8, 8, 8)))]));
        Assert.Contains("case bare: has no voxel size", failure.Message, StringComparison.Ordinal);
    }

    private static Volume<float> Noise(Size3 size, Vector3 spacing)
    {
        var image = new Volume<float>(new Geometry(size, spacing));
        GaussianNoise.Add(image.Span, 1, new SeededRandom(1, "volume predictor"));
        return image;
    }

    private static Volume<float> Mirrored(Volume<float> image, int axis)
    {
        var result = new Volume<float>(image.Geometry);
        var size = image.Size;
        for (var z = 0; z < size.Z; z++)
        {
            for (var y = 0; y < size.Y; y++)
            {
                for (var x = 0; x < size.X; x++)
                    result[x, y, z] = image[axis == 0 ? size.X - 1 - x : x, axis == 1 ? size.Y - 1 - y : y, axis == 2 ? size.Z - 1 - z : z];
            }
        }
        return result;
    }
}
