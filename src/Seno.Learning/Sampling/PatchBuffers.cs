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
        using var labels = tensor(Labels, [count, height, width]).to_type(ScalarType.Int64);
        var references = nn.functional.one_hot(labels, classes).permute(0, 3, 1, 2).to_type(ScalarType.Float32).contiguous().to(device);
        var images = tensor(Images, [count, channels, height, width]).to(device);
        return new(images.DetachFromDisposeScope(), references.DetachFromDisposeScope(), Cases);
    }
}
