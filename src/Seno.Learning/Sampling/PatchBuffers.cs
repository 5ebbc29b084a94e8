using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Sampling;

/// <summary>A batch as plain arrays: filled on any thread, turned into tensors on the one that trains.</summary>
public sealed class PatchBuffers(int count, int channels, int classes, int width, int height)
{
    public float[] Images { get; } = new float[count * channels * width * height];

    public byte[] Labels { get; } = new byte[count * width * height];

    /// <value>Signed distance maps, as <see cref="Losses.LossTarget.Distances"/>; null where no loss needs them.</value>
    public float[]? Distances { get; init; }

    /// <value>Mm between pixels along y and x; null where unknown.</value>
    public IReadOnlyList<double>? Spacing { get; init; }

    public string[] Cases { get; } = new string[count];

    public Batch ToBatch(Device device)
    {
        using var scope = NewDisposeScope();
        var references = tensor(Shares(), [count, classes, height, width]).to(device);
        var images = tensor(Images, [count, channels, height, width]).to(device);
        var batch = new Batch(images.DetachFromDisposeScope(), references.DetachFromDisposeScope(), Cases) { Spacing = Spacing };
        if (Distances is not null)
            batch.Extras[Batch.Distances] = tensor(Distances, [count, classes, height, width]).to(device).DetachFromDisposeScope();
        return batch;
    }

    /// <summary>One-hot, here rather than in libtorch: its operators go through 64-bit labels and take longer than the whole drawing.</summary>
    private float[] Shares()
    {
        var area = width * height;
        var shares = new float[count * classes * area];
        for (var sample = 0; sample < count; sample++)
        {
            var labels = Labels.AsSpan(sample * area, area);
            for (var label = 0; label < classes; label++)
            {
                var plane = shares.AsSpan((sample * classes + label) * area, area);
                for (var i = 0; i < labels.Length; i++)
                    plane[i] = labels[i] == label ? 1 : 0;
            }
        }
        return shares;
    }
}
