using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Learning.Sampling;
using Seno.Learning.Sampling.Augmentation;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Learning.Training;

/// <summary>nnU-Net's quick validation: one Dice per label over all validation patches taken together. Not the reported metric.</summary>
public sealed class PseudoDice
{
    private const int MostPatches = 64;
    private readonly Plan plan;
    private readonly Device device;
    private readonly List<PatchBuffers> patches = [];

    /// <summary>Up to 64 patches, spread evenly over the validation slices that the patch source would centre on.</summary>
    public PseudoDice(Plan plan, IReadOnlyList<PreprocessedCase> cases, Device device)
    {
        this.plan = plan;
        this.device = device;
        var slices = cases.Select(item => (item.Id, Slice: item.Slices.MaxBy(slice => slice.Labels.Count(label => label != 0))!)).ToArray();
        var count = Math.Min(MostPatches, slices.Length);
        for (var start = 0; start < count; start += plan.BatchSize)
        {
            var buffers = new PatchBuffers(Math.Min(plan.BatchSize, count - start), plan.Channels.Count, plan.Classes, plan.Patch[0], plan.Patch[1]);
            for (var i = 0; i < buffers.Cases.Length; i++)
                Fill(buffers, i, slices[(long)(start + i) * slices.Length / count]);
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
            var predicted = nn.functional.one_hot(task.Predict(batch.Images).argmax(1), plan.Classes).permute(0, 3, 1, 2).to_type(ScalarType.Float32);
            Add(overlap, 2 * (predicted * batch.References).sum([0, 2, 3]));
            Add(sizes, predicted.sum([0, 2, 3]) + batch.References.sum([0, 2, 3]));
        }
        return Enumerable.Range(1, plan.Classes - 1).Average(label => sizes[label] == 0 ? 1 : overlap[label] / sizes[label]);
    }

    private void Fill(PatchBuffers buffers, int i, (string Id, PreprocessedSlice Slice) source)
    {
        var (width, height) = (plan.Patch[0], plan.Patch[1]);
        var area = width * height;
        var slice = source.Slice;
        var centre = slice.Foreground.Count > 0 ? slice.Foreground[slice.Foreground.Count / 2] : slice.Width * (slice.Height / 2) + slice.Width / 2;
        PatchSampler.Sample(
            slice.Channels, slice.Labels, slice.Width, slice.Height,
            Along(slice.Width, width, centre % slice.Width), Along(slice.Height, height, centre / slice.Width),
            width, height, SpatialTransform.Identity,
            buffers.Images.AsSpan(i * slice.Channels.Count * area, slice.Channels.Count * area),
            buffers.Labels.AsSpan(i * area, area));
        buffers.Cases[i] = source.Id;
    }

    private static double Along(int size, int patch, int centre) =>
        patch >= size ? (size - 1) / 2.0 : Math.Clamp(centre, (patch - 1) / 2.0, size - 1 - (patch - 1) / 2.0);

    private static void Add(double[] sums, Tensor values)
    {
        var numbers = values.cpu().data<float>().ToArray();
        for (var i = 0; i < sums.Length; i++)
            sums[i] += numbers[i];
    }
}
