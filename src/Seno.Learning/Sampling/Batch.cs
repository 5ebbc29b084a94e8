using static TorchSharp.torch;

namespace Seno.Learning.Sampling;

/// <summary>What one step of training is given.</summary>
public sealed class Batch(Tensor images, Tensor references, IReadOnlyList<string> cases) : IDisposable
{
    /// <summary>Float32 [batch, channels, y, x].</summary>
    public Tensor Images { get; } = images;

    /// <summary>Float32 [batch, classes, y, x]: one-hot, or soft.</summary>
    public Tensor References { get; } = references;

    /// <summary>Case id of each sample.</summary>
    public IReadOnlyList<string> Cases { get; } = cases;

    /// <summary>What a method needs beside images and references, by name: reader ids, times, distance maps, support sets.</summary>
    public Dictionary<string, Tensor> Extras { get; } = [];

    public void Dispose()
    {
        Images.Dispose();
        References.Dispose();
        foreach (var extra in Extras.Values)
            extra.Dispose();
    }
}
