using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>What logits are compared with, and what a loss may need to know beside it.</summary>
/// <param name="Reference">Float32 [batch, classes, (z,) y, x]: class shares in 0..1 that sum to 1 where all is annotated; one-hot for a
/// hard reference.</param>
public sealed record LossTarget(Tensor Reference)
{
    /// <value>Float32 [batch, 1, (z,) y, x]: the share of each voxel that was annotated, which is also the sum of its class shares; null
    /// where all were. What was not is left out of every loss.</value>
    public Tensor? Annotated { get; init; }

    /// <value>The planes are regions that may overlap, each with its own sigmoid: there is no background among them. Default false: classes
    /// that exclude each other, background first.</value>
    public bool Overlapping { get; init; }

    /// <value>Mm between voxels along the reference's spatial axes, in tensor order ((z,) y, x); null where unknown: then lengths are in px.</value>
    public IReadOnlyList<double>? Spacing { get; init; }

    /// <value>Float32 [batch, classes, (z,) y, x]: distance to each class's boundary, negative inside, in mm (px where the spacing is unknown); null where the batch brings none.</value>
    public Tensor? Distances { get; init; }

    /// <value>Epochs done, with fraction: weights may follow it.</value>
    public double Epoch { get; init; }

    /// <value>Share of the training done, 0 to 1: scheduled weights follow it.</value>
    public double Done { get; init; }

    /// <summary>The same at half the resolution, as deep supervision needs it: shares and distances averaged, so a coarse voxel meets the share of each class in it.</summary>
    public LossTarget Halved() => this with
    {
        Reference = Halved(Reference),
        Annotated = Annotated is null ? null : Halved(Annotated),
        Distances = Distances is null ? null : Halved(Distances),
        Spacing = Spacing?.Select(length => 2 * length).ToArray(),
    };

    private static Tensor Halved(Tensor tensor) =>
        tensor.dim() == 5 ? nn.functional.avg_pool3d(tensor, [2L, 2, 2]) : nn.functional.avg_pool2d(tensor, 2);
}
