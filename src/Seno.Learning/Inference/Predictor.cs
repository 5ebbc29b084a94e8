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
    /// <summary>Libtorch sends a single block down a path without oneDNN, three times slower, and many at once spill out of the caches.</summary>
    private const int BlocksAtOnce = 2;

    private readonly int width = plan.Patch[0];
    private readonly int height = plan.Patch[1];
    private readonly int depth = plan.Dimensions == 3 ? plan.Patch[2] : 1;
    private readonly float[] weights = Tiles.GaussianWeights(plan.Patch);
    private readonly long[][] mirrors = options.Mirror ? Mirrors(AugmentationTable.Of(plan.Augmentation), plan.Dimensions) : [[]];
    private (float Value, float[] Scores)? even;

    /// <param name="id">Named in errors.</param>
    /// <param name="channels">The image as read; any size.</param>
    /// <exception cref="Core.DataException">Another number of channels than planned, or no finite answer of the network.</exception>
    public Segmentation Segment(string id, IReadOnlyList<Volume<float>> channels)
    {
        Preprocessor.Require(id, channels, plan);
        var turn = CaseAxes.Turn(channels[0].Geometry, plan);
        var working = Preprocessor.Channels([.. channels.Select(turn.Of)], plan);
        var probabilities = Enumerable.Range(0, plan.Classes).Select(_ => new Volume<float>(working[0].Geometry)).ToArray();
        var slices = working[0].Size.Z;
        for (var z = 0; z < slices; z += plan.Dimensions == 3 ? slices : 1)
            SegmentSlab(working, z, plan.Dimensions == 3 ? slices : 1, probabilities);
        RequireFinite(id, probabilities);
        var own = channels[0].Geometry;
        var (turned, back) = (turn.Of(own), turn.Inverse());
        var restored = probabilities.Select(volume => back.Of(Resample.To(volume, turned, Interpolation.Linear)).With(own)).ToArray();
        return plan.Regions is { } regions ? Segmentation.Of(restored, regions) : Segmentation.Of(restored);
    }

    /// <summary>What is no number is less than nothing to a comparison, and would come out as background.</summary>
    private static void RequireFinite(string id, Volume<float>[] probabilities)
    {
        if (!probabilities.All(Finite.Is))
            throw new Core.DataException(
                $"case {id}",
                "makes the network answer NaN or infinity",
                "Its values may be too large to be normalised: look with 'seno info'. If other cases fail too, the run's weights are damaged");
    }

    /// <summary>One slice, or a whole volume where the network sees volumes.</summary>
    private void SegmentSlab(IReadOnlyList<Volume<float>> channels, int first, int slices, Volume<float>[] probabilities)
    {
        var size = channels[0].Size;
        var padded = new Size3(Math.Max(size.X, width), Math.Max(size.Y, height), Math.Max(slices, depth));
        var (left, top, front) = ((padded.X - size.X) / 2, (padded.Y - size.Y) / 2, (padded.Z - slices) / 2);
        var sums = new float[plan.Classes][];
        for (var label = 0; label < sums.Length; label++)
            sums[label] = new float[padded.Voxels];
        var covered = new float[padded.Voxels];
        var places =
            from z in Tiles.Starts(padded.Z, depth, options.Overlap)
            from y in Tiles.Starts(padded.Y, height, options.Overlap)
            from x in Tiles.Starts(padded.X, width, options.Overlap)
            select (X: x, Y: y, Z: z);
        foreach (var few in places.Chunk(plan.Dimensions == 3 && mirrors.Length == 1 ? BlocksAtOnce : 1))
        {
            var scores = ScoresOf([.. few.Select(place => Tile(channels, place.X - left, place.Y - top, first + place.Z - front, first, first + slices))]);
            for (var i = 0; i < few.Length; i++)
                Accumulate(scores[i], few[i].X, few[i].Y, few[i].Z, padded, sums, covered);
        }
        if (plan.Regions is null)
            Softmax(sums, covered);
        else
            Sigmoid(sums, covered);
        for (var label = 0; label < plan.Classes; label++)
        {
            for (var z = 0; z < slices; z++)
            {
                for (var y = 0; y < size.Y; y++)
                    sums[label].AsSpan(left + padded.X * (y + top + padded.Y * (z + front)), size.X).CopyTo(probabilities[label].Span.Slice(size.X * (y + size.Y * (first + z)), size.X));
            }
        }
    }

    /// <summary>Voxels outside the image, or outside the slices from <paramref name="first"/> to before <paramref name="end"/>, are 0.</summary>
    private float[] Tile(IReadOnlyList<Volume<float>> channels, int left, int top, int front, int first, int end)
    {
        var tile = new float[channels.Count * width * height * depth];
        var size = channels[0].Size;
        var (firstX, lastX) = (Math.Max(0, -left), Math.Min(width, size.X - left));
        for (var channel = 0; channel < channels.Count; channel++)
        {
            for (var z = Math.Max(0, first - front); z < Math.Min(depth, end - front); z++)
            {
                for (var y = Math.Max(0, -top); y < Math.Min(height, size.Y - top); y++)
                {
                    channels[channel].Span.Slice(left + firstX + size.X * (top + y + size.Y * (front + z)), lastX - firstX)
                        .CopyTo(tile.AsSpan(firstX + width * (y + height * (z + depth * channel))));
                }
            }
        }
        return tile;
    }

    /// <summary>Windows of one value, which clipped air and fat are full of, all have the same answer: it is computed once.</summary>
    private float[][] ScoresOf(float[][] tiles)
    {
        var varied = tiles.Where(tile => tile.AsSpan().ContainsAnyExcept(tile[0])).ToArray();
        var computed = new Queue<float[]>(varied.Length == 0 ? [] : Scores(varied));
        return [.. tiles.Select(tile => tile.AsSpan().ContainsAnyExcept(tile[0]) ? computed.Dequeue() : EvenScores(tile))];
    }

    private float[] EvenScores(float[] tile)
    {
        if (even is not { } kept || kept.Value != tile[0])
            even = kept = (tile[0], Scores([tile])[0]);
        return kept.Scores;
    }

    /// <summary>Mean class scores over tasks and mirrors (nnU-Net averages logits too), a window each.</summary>
    private float[][] Scores(float[][] tiles)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var count = tiles.Length;
        long[] shape = plan.Dimensions == 3 ? [1, plan.Channels.Count, depth, height, width] : [1, plan.Channels.Count, height, width];
        var images = cat([.. tiles.Select(tile => tensor(tile, shape))]).to(device);
        var scores = new List<Tensor>();
        foreach (var task in tasks)
        {
            foreach (var passes in mirrors.Chunk(plan.Dimensions == 3 ? BlocksAtOnce : mirrors.Length))
            {
                var answers = task.Predict(cat([.. passes.Select(axes => Mirrored(images, axes))]));
                scores.AddRange(passes.Select((axes, i) => Mirrored(answers.narrow(0, i * count, count), axes)));
            }
        }
        var means = stack(scores).mean([0]).cpu().contiguous().data<float>().ToArray();
        return [.. means.Chunk(means.Length / count)];
    }

    /// <summary>Axes to mirror, counted from the last, one set a pass: only mirror images that training showed.</summary>
    private static long[][] Mirrors(AugmentationOptions trained, int dimensions)
    {
        long[][] sets = [[]];
        if (trained.MirrorX)
            sets = [.. sets, .. sets.Select(set => (long[])[.. set, -1])];
        if (trained.MirrorY)
            sets = [.. sets, .. sets.Select(set => (long[])[.. set, -2])];
        if (dimensions == 3 && trained.MirrorZ)
            sets = [.. sets, .. sets.Select(set => (long[])[.. set, -3])];
        return sets;
    }

    private static Tensor Mirrored(Tensor tensor, long[] axes) => axes.Length == 0 ? tensor : tensor.flip(axes);

    private void Accumulate(float[] scores, int left, int top, int front, Size3 padded, float[][] sums, float[] covered)
    {
        for (var z = 0; z < depth; z++)
        {
            for (var y = 0; y < height; y++)
            {
                var target = left + padded.X * (top + y + padded.Y * (front + z));
                var row = width * (y + height * z);
                for (var x = 0; x < width; x++)
                {
                    var weight = weights[row + x];
                    covered[target + x] += weight;
                    for (var label = 0; label < plan.Classes; label++)
                        sums[label][target + x] += weight * scores[row + x + weights.Length * label];
                }
            }
        }
    }

    private static void Sigmoid(float[][] sums, float[] covered)
    {
        foreach (var scores in sums)
        {
            for (var i = 0; i < covered.Length; i++)
                scores[i] = 1 / (1 + MathF.Exp(-scores[i] / covered[i]));
        }
    }

    private static void Softmax(float[][] sums, float[] covered)
    {
        for (var i = 0; i < covered.Length; i++)
        {
            var highest = float.NegativeInfinity;
            foreach (var scores in sums)
                highest = Math.Max(highest, scores[i] /= covered[i]);
            var total = 0f;
            foreach (var scores in sums)
                total += scores[i] = MathF.Exp(scores[i] - highest);
            foreach (var scores in sums)
                scores[i] /= total;
        }
    }
}
