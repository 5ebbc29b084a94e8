using Seno.Learning.Losses;
using static TorchSharp.torch;

namespace Seno.Learning.Sampling;

/// <summary>What one step of training is given.</summary>
public sealed class Batch(Tensor images, Tensor references, IReadOnlyList<string> cases) : IDisposable
{
    /// <summary>Name among <see cref="Extras"/> of the signed distance maps.</summary>
    public const string Distances = "distances";

    /// <summary>Float32 [batch, channels, (z,) y, x].</summary>
    public Tensor Images { get; } = images;

    /// <summary>Float32 [batch, classes, (z,) y, x]: one-hot, or soft.</summary>
    public Tensor References { get; } = references;

    /// <summary>Case id of each sample.</summary>
    public IReadOnlyList<string> Cases { get; } = cases;

    /// <summary>What a method needs beside images and references, by name: reader ids, times, distance maps, support sets.</summary>
    public Dictionary<string, Tensor> Extras { get; } = [];

    /// <value>Mm between pixels along (z,) y and x; null where unknown.</value>
    public IReadOnlyList<double>? Spacing { get; init; }

    /// <value>Epochs of training done when the batch is used, with fraction. The trainer sets it.</value>
    public double Epoch { get; set; }

    /// <value>Share of the training done when the batch is used, 0 to 1. The trainer sets it.</value>
    public double Done { get; set; }

    /// <summary>What a loss compares logits with.</summary>
    public LossTarget Target => new(References)
    {
        Distances = Extras.GetValueOrDefault(Distances),
        Spacing = Spacing,
        Epoch = Epoch,
        Done = Done,
    };

    public void Dispose()
    {
        Images.Dispose();
        References.Dispose();
        foreach (var extra in Extras.Values)
            extra.Dispose();
    }
}
