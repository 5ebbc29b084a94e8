using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>(p − g)² (d_p^α + d_g^α) averaged over the voxels, the foreground classes and the batch, d the distance to the boundary of the answer and of the reference (Karimi and Salcudean, IEEE Trans. Med. Imaging 39, 2020).</summary>
/// <remarks>Both distances count as constants; the answer's boundary is where p passes ½. A mask that is empty or full has no boundary and its distance is 0.</remarks>
/// <param name="alpha">α: how much more the far errors weigh. Default 2 (as published).</param>
/// <param name="relative">Divides distances by the patch's diagonal, so that the value is below 2 whatever the unit. Default false.</param>
public sealed class HausdorffLoss(double alpha = 2, bool relative = false) : SegmentationLoss
{
    public override bool NeedsDistances => true;

    public override bool HasLengths => !relative;

    /// <returns>A scalar of 0 or more, in mm^α (px^α where the spacing is unknown).</returns>
    public override Tensor Of(Tensor logits, LossTarget target)
    {
        var probabilities = Foreground.Probabilities(logits, target);
        var error = (probabilities - Foreground.Of(target.Reference, target)).square();
        return Annotation.MeanOverVoxels(error * Weights(probabilities, target), target);
    }

    private Tensor Weights(Tensor probabilities, LossTarget target)
    {
        using var off = no_grad();
        var reference = Foreground.Of(target.Distances ?? DistanceMaps.Of(target.Reference, target.Spacing), target);
        var answer = DistanceMaps.Of(probabilities, target.Spacing);
        var unit = relative ? Diagonal(probabilities, target.Spacing) : 1;
        return (answer.abs() / unit).pow(alpha) + (reference.abs() / unit).pow(alpha);
    }

    private static double Diagonal(Tensor tensor, IReadOnlyList<double>? spacing) =>
        Math.Sqrt(Foreground.Axes(tensor).Sum(axis => Math.Pow(tensor.shape[axis] * (spacing?[(int)axis - 2] ?? 1), 2)));
}
