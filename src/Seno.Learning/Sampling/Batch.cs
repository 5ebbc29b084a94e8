using Seno.Learning.Losses;
using static TorchSharp.torch;

namespace Seno.Learning.Sampling;

/// <summary>What one step of training is given.</summary>
public sealed class Batch(Tensor images, Tensor references, IReadOnlyList<string> cases) : IDisposable
{
    /// <summary>Name among <see cref="Extras"/> of the signed distance maps.</summary>
    public const string Distances = "distances";

    /// <summary>Name among <see cref="Extras"/> of what was annotated; absent where all was.</summary>
    public const string Annotated = "annotated";

    /// <summary>Float32 [batch, channels, (z,) y, x].</summary>
    public Tensor Images { get; } = images;

    /// <summary>Float32 [batch, classes, (z,) y, x]: one-hot, or soft; of regions, one plane each. 0 in every plane where nothing was
    /// annotated.</summary>
    public Tensor References { get; } = references;

    /// <summary>Case id of each sample.</summary>
    public IReadOnlyList<string> Cases { get; } = cases;

    /// <summary>What a method needs beside images and references, by name: reader ids, times, distance maps, support sets.</summary>
    public Dictionary<string, Tensor> Extras { get; } = [];

    /// <value>Whether the planes are regions that may overlap.</value>
    public bool Overlapping { get; init; }

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
        Annotated = Extras.GetValueOrDefault(Annotated),
        Overlapping = Overlapping,
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
