using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Imaging;
using Seno.Imaging.Operators;
using Seno.Learning.Sampling.Augmentation;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Learning.Inference;

/// <summary>Segments images with one task or the mean of several: preprocess, tile, predict, put back on the image's own grid.</summary>
public sealed class Predictor(IReadOnlyList<LearningTask> tasks, Plan plan, PredictorOptions options, Device device)
{
    private readonly int width = plan.Patch[0];
    private readonly int height = plan.Patch[1];
    private readonly float[] weights = Tiles.GaussianWeights(plan.Patch[0], plan.Patch[1]);
    private readonly long[][] mirrors = options.Mirror ? Mirrors(AugmentationTable.Of(plan.Augmentation)) : [[]];

    /// <param name="id">Named in errors.</param>
    /// <param name="channels">The image as read; any size.</param>
    /// <exception cref="Core.DataException">Another number of channels than planned.</exception>
    public Segmentation Segment(string id, IReadOnlyList<Volume<float>> channels)
    {
        Preprocessor.RequireChannels(id, channels.Count, plan);
        var working = Preprocessor.Channels(channels, plan);
        var probabilities = Enumerable.Range(0, plan.Classes).Select(_ => new Volume<float>(working[0].Geometry)).ToArray();
        for (var z = 0; z < working[0].Size.Z; z++)
            SegmentSlice(working, z, probabilities);
        var own = channels[0].Geometry;
        var restored = probabilities.Select(volume => Resample.To(volume, own, Interpolation.Linear)).ToArray();
        return Segmentation.Of(restored);
    }

    private void SegmentSlice(IReadOnlyList<Volume<float>> channels, int z, Volume<float>[] probabilities)
    {
        var size = channels[0].Size;
        var padded = (X: Math.Max(size.X, width), Y: Math.Max(size.Y, height));
        var (left, top) = ((padded.X - size.X) / 2, (padded.Y - size.Y) / 2);
        var area = padded.X * padded.Y;
        var sums = new float[plan.Classes * area];
        var covered = new float[area];
        foreach (var y in Tiles.Starts(padded.Y, height, options.Overlap))
        {
            foreach (var x in Tiles.Starts(padded.X, width, options.Overlap))
                Accumulate(Scores(Tile(channels, z, x - left, y - top)), x, y, padded.X, area, sums, covered);
        }
        Softmax(sums, covered, area);
        for (var label = 0; label < plan.Classes; label++)
        {
            for (var y = 0; y < size.Y; y++)
                sums.AsSpan(label * area + (y + top) * padded.X + left, size.X).CopyTo(probabilities[label].Span.Slice(size.X * (y + size.Y * z), size.X));
        }
    }

    private float[] Tile(IReadOnlyList<Volume<float>> channels, int z, int left, int top)
    {
        var tile = new float[channels.Count * width * height];
        var size = channels[0].Size;
        var (firstX, lastX) = (Math.Max(0, -left), Math.Min(width, size.X - left));
        for (var channel = 0; channel < channels.Count; channel++)
        {
            for (var y = Math.Max(0, -top); y < Math.Min(height, size.Y - top); y++)
            {
                channels[channel].Span.Slice(left + firstX + size.X * (top + y + size.Y * z), lastX - firstX)
                    .CopyTo(tile.AsSpan(firstX + width * (y + height * channel)));
            }
        }
        return tile;
    }

    /// <summary>Mean class scores over tasks and mirrors (nnU-Net averages logits too).</summary>
    private float[] Scores(float[] tile)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var image = tensor(tile, [1, plan.Channels.Count, height, width]).to(device);
        var seen = cat([.. mirrors.Select(axes => Mirrored(image, axes))]);
        var scores = new List<Tensor>();
        foreach (var task in tasks)
        {
            var answers = task.Predict(seen);
            scores.AddRange(mirrors.Select((axes, i) => Mirrored(answers.narrow(0, i, 1), axes)));
        }
        return stack(scores).mean([0]).cpu().contiguous().data<float>().ToArray();
    }

    /// <summary>Axes to mirror, one set a pass: only mirror images that training showed.</summary>
    private static long[][] Mirrors(AugmentationOptions trained) => (trained.MirrorX, trained.MirrorY) switch
    {
        (true, true) => [[], [3], [2], [2, 3]],
        (true, false) => [[], [3]],
        (false, true) => [[], [2]],
        _ => [[]],
    };

    private static Tensor Mirrored(Tensor tensor, long[] axes) => axes.Length == 0 ? tensor : tensor.flip(axes);

    private void Accumulate(float[] scores, int left, int top, int stride, int area, float[] sums, float[] covered)
    {
        for (var y = 0; y < height; y++)
        {
            var target = left + stride * (top + y);
            for (var x = 0; x < width; x++)
            {
                var weight = weights[x + width * y];
                covered[target + x] += weight;
                for (var label = 0; label < plan.Classes; label++)
                    sums[label * area + target + x] += weight * scores[x + width * (y + height * label)];
            }
        }
    }

    private void Softmax(float[] sums, float[] covered, int area)
    {
        for (var i = 0; i < area; i++)
        {
            var highest = float.NegativeInfinity;
            for (var label = 0; label < plan.Classes; label++)
                highest = Math.Max(highest, sums[label * area + i] /= covered[i]);
            var total = 0f;
            for (var label = 0; label < plan.Classes; label++)
                total += sums[label * area + i] = MathF.Exp(sums[label * area + i] - highest);
            for (var label = 0; label < plan.Classes; label++)
                sums[label * area + i] /= total;
        }
    }
}
