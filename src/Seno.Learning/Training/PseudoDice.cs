using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Learning.Sampling;
using Seno.Learning.Sampling.Augmentation;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Learning.Training;

/// <summary>nnU-Net's quick validation: one Dice per label or region over all validation patches taken together, as far as they were
/// annotated. Not the reported metric.</summary>
public sealed class PseudoDice
{
    private const int MostPatches = 64;
    private readonly Plan plan;
    private readonly Device device;
    private readonly List<PatchBuffers> patches = [];

    /// <summary>Up to 64 patches, spread evenly over the cases, each about the middle of the case's slice with most foreground.</summary>
    public PseudoDice(Plan plan, IReadOnlyList<PreprocessedCase> cases, Device device)
    {
        this.plan = plan;
        this.device = device;
        var count = Math.Min(MostPatches, cases.Count);
        for (var start = 0; start < count; start += plan.BatchSize)
        {
            var buffers = PatchBuffers.Of(plan, Math.Min(plan.BatchSize, count - start));
            for (var i = 0; i < buffers.Cases.Length; i++)
                Fill(buffers, i, cases[(int)((long)(start + i) * cases.Count / count)]);
            patches.Add(buffers);
        }
    }

    public double Of(LearningTask task)
    {
        if (patches.Count == 0)
            return 0;
        var overlap = new double[plan.Classes];
        var sizes = new double[plan.Classes];
        foreach (var patch in patches)
        {
            using var scope = NewDisposeScope();
            using var off = no_grad();
            using var batch = patch.ToBatch(device);
            var predicted = Predicted(task, batch);
            Add(overlap, 2 * PerClass(predicted * batch.References));
            Add(sizes, PerClass(predicted) + PerClass(batch.References));
        }
        var first = plan.Regions is null ? 1 : 0;
        return Enumerable.Range(first, plan.Classes - first).Average(label => sizes[label] == 0 ? 1 : overlap[label] / sizes[label]);
    }

    /// <returns>1 where a class is the likeliest, or a region likelier than not; 0 where nothing was annotated.</returns>
    private Tensor Predicted(LearningTask task, Batch batch)
    {
        var scores = task.Predict(batch.Images);
        var chosen = plan.Regions is null ? nn.functional.one_hot(scores.argmax(1), plan.Classes).movedim([-1], [1]) : scores.gt(0);
        var predicted = chosen.to_type(ScalarType.Float32);
        return batch.Extras.TryGetValue(Batch.Annotated, out var annotated) ? predicted * annotated : predicted;
    }

    private void Fill(PatchBuffers buffers, int i, PreprocessedCase source)
    {
        var z = Enumerable.Range(0, source.Slices.Count).MaxBy(z => source.Slices[z].ForegroundPixels);
        var slice = source.Slices[z];
        var centre = slice.Foreground.Count > 0 ? slice.Foreground[slice.Foreground.Count / 2] : slice.Width * (slice.Height / 2) + slice.Width / 2;
        if (plan.Dimensions == 3)
            FillVolume(buffers, i, source, (centre % slice.Width, centre / slice.Width, z));
        else
            FillSlice(buffers, i, source.Id, slice, centre);
    }

    private void FillVolume(PatchBuffers buffers, int i, PreprocessedCase source, (int X, int Y, int Z) centre)
    {
        var slice = source.Slices[0];
        var corner = (VolumeBlock.Corner(slice.Width, plan.Patch[0], centre.X), VolumeBlock.Corner(slice.Height, plan.Patch[1], centre.Y), VolumeBlock.Corner(source.Slices.Count, plan.Patch[2], centre.Z));
        VolumeBlock.Copy(source, corner, plan.Patch, SpatialTransform.Identity, mirrorZ: false, buffers, i);
    }

    private void FillSlice(PatchBuffers buffers, int i, string id, PreprocessedSlice slice, int centre)
    {
        var (width, height) = (plan.Patch[0], plan.Patch[1]);
        var area = width * height;
        PatchSampler.Sample(
            slice.Channels, slice.Labels, slice.Width, slice.Height,
            Along(slice.Width, width, centre % slice.Width), Along(slice.Height, height, centre / slice.Width),
            width, height, SpatialTransform.Identity,
            buffers.Images.AsSpan(i * slice.Channels.Count * area, slice.Channels.Count * area),
            buffers.Labels.AsSpan(i * area, area));
        buffers.Cases[i] = id;
    }

    private static double Along(int size, int patch, int centre) =>
        patch >= size ? (size - 1) / 2.0 : Math.Clamp(centre, (patch - 1) / 2.0, size - 1 - (patch - 1) / 2.0);

    private static Tensor PerClass(Tensor shares) => shares.flatten(2).sum([0, 2]);

    private static void Add(double[] sums, Tensor values)
    {
        var numbers = values.cpu().data<float>().ToArray();
        for (var i = 0; i < sums.Length; i++)
            sums[i] += numbers[i];
    }
}
