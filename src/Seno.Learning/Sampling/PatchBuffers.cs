using Seno.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Sampling;

/// <summary>A batch as plain arrays: filled on any thread, turned into tensors on the one that trains.</summary>
/// <param name="count">Samples.</param>
/// <param name="channels">Of an image.</param>
/// <param name="classes">Background included.</param>
/// <param name="width">Pixels.</param>
/// <param name="height">Pixels.</param>
/// <param name="depth">Slices of a patch in three dimensions; null in two.</param>
public sealed class PatchBuffers(int count, int channels, int classes, int width, int height, int? depth = null)
{
    private readonly int area = width * height * (depth ?? 1);

    public float[] Images { get; } = new float[count * channels * width * height * (depth ?? 1)];

    public byte[] Labels { get; } = new byte[count * width * height * (depth ?? 1)];

    /// <value>What label values mean; null for values that are the classes' numbers.</value>
    public LabelScheme? Scheme { get; init; }

    /// <value>Signed distance maps, as <see cref="Losses.LossTarget.Distances"/>; null where no loss needs them.</value>
    public float[]? Distances { get; init; }

    /// <value>Mm between pixels along (z,) y and x; null where unknown.</value>
    public IReadOnlyList<double>? Spacing { get; init; }

    public string[] Cases { get; } = new string[count];

    /// <summary>Empty ones for patches of a plan, without distances.</summary>
    public static PatchBuffers Of(Plan plan, int count) => new(count, plan.Channels.Count, plan.Classes, plan.Patch[0], plan.Patch[1], plan.Dimensions == 3 ? plan.Patch[2] : null)
    {
        Scheme = plan.Scheme,
        Spacing = plan.TargetSpacing is { } target ? [.. target.Reverse()] : null,
    };

    public Batch ToBatch(Device device)
    {
        using var scope = NewDisposeScope();
        var references = tensor(Shares(), Shape(classes)).to(device);
        var images = tensor(Images, Shape(channels)).to(device);
        var batch = new Batch(images.DetachFromDisposeScope(), references.DetachFromDisposeScope(), Cases)
        {
            Spacing = Spacing,
            Overlapping = Scheme?.Regions is not null,
        };
        if (Distances is not null)
            batch.Extras[Batch.Distances] = tensor(Distances, Shape(classes)).to(device).DetachFromDisposeScope();
        if (Scheme?.Ignore is { } ignore && Labels.Contains(ignore))
            batch.Extras[Batch.Annotated] = tensor(Known(ignore), Shape(1)).to(device).DetachFromDisposeScope();
        return batch;
    }

    private float[] Known(byte ignore) => Array.ConvertAll(Labels, label => label == ignore ? 0f : 1f);

    private long[] Shape(int planes) => depth is { } slices ? [count, planes, slices, height, width] : [count, planes, height, width];

    /// <summary>One-hot, here rather than in libtorch: its operators go through 64-bit labels and take longer than the whole drawing.</summary>
    private float[] Shares()
    {
        var shares = new float[count * classes * area];
        for (var sample = 0; sample < count; sample++)
        {
            var labels = Labels.AsSpan(sample * area, area);
            for (var label = 0; label < classes; label++)
            {
                var plane = shares.AsSpan((sample * classes + label) * area, area);
                if (Scheme?.Regions is not null)
                    Fill(plane, labels, Scheme.MembersOf(label));
                else
                    for (var i = 0; i < labels.Length; i++)
                        plane[i] = labels[i] == label ? 1 : 0;
            }
        }
        return shares;
    }

    private static void Fill(Span<float> plane, ReadOnlySpan<byte> labels, bool[] members)
    {
        for (var i = 0; i < labels.Length; i++)
            plane[i] = members[labels[i]] ? 1 : 0;
    }
}
