using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Sampling;

/// <summary>A batch as plain arrays: filled on any thread, turned into tensors on the one that trains.</summary>
public sealed class PatchBuffers(int count, int channels, int classes, int width, int height)
{
    public float[] Images { get; } = new float[count * channels * width * height];

    public byte[] Labels { get; } = new byte[count * width * height];

    public string[] Cases { get; } = new string[count];

    public Batch ToBatch(Device device)
    {
        using var scope = NewDisposeScope();
        var references = tensor(Shares(), [count, classes, height, width]).to(device);
        var images = tensor(Images, [count, channels, height, width]).to(device);
        return new(images.DetachFromDisposeScope(), references.DetachFromDisposeScope(), Cases);
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
