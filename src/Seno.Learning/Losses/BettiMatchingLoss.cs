using Seno.Imaging;
using Seno.Learning.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>What is left unmatched of the components, loops and cavities of answer and reference, for each image and foreground class, then averaged (Stucki et al., ICML 2023).</summary>
/// <remarks>
/// Σ 2 ((b − b′)² + (d − d′)²) over matched bars + Σ (b − d)² over the rest, b and d being the probabilities at which a feature begins and ends
/// as the threshold falls: <see cref="Imaging.Operators.BettiMatching"/>. The gradient reaches the voxels that begin and end them. The component that nothing ends has no d.
/// </remarks>
/// <param name="size">Voxels of a side at most. A longer patch is seen through a window of this size, where answer and reference differ most. 0: always whole. Default 48.</param>
public sealed class BettiMatchingLoss(int size = 48) : SegmentationLoss
{
    /// <summary>From here on the threads share one patch; below, waiting for them costs more than they save.</summary>
    private const int SharedVoxels = 16_384;

    /// <returns>A scalar of 0 or more; it grows with the number of features.</returns>
    public override Tensor Of(Tensor logits, LossTarget target)
    {
        var (probabilities, reference) = (Foreground.Probabilities(logits, target), Foreground.Of(target.Reference, target).to_type(logits.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32));
        var terms = Terms(probabilities, reference);
        var values = cat([probabilities.reshape(-1), reference.reshape(-1)]);
        Tensor At(Func<BettiTerms, List<long>> side) => values.index_select(0, tensor(terms.SelectMany(side).ToArray()).to(values.device));
        var weights = tensor(terms.SelectMany(term => term.Weights).ToArray()).to(values.device).to_type(values.dtype);
        return (weights * (At(term => term.Left) - At(term => term.Right)).square()).sum() / Annotated(terms.Length, probabilities, target);
    }

    /// <summary>Images, each class apart, of which anything was annotated.</summary>
    private static double Annotated(int all, Tensor probabilities, LossTarget target) =>
        target.Annotated is null ? all : Math.Max(
            1,
            Annotation.Images(target, probabilities).sum().to_type(ScalarType.Float64).item<double>() * probabilities.shape[1]);

    private BettiTerms[] Terms(Tensor probabilities, Tensor reference)
    {
        var shape = probabilities.shape;
        var whole = new Size3((int)shape[^1], (int)shape[^2], shape.Length == 5 ? (int)shape[2] : 1);
        var voxels = (int)whole.Voxels;
        var (answers, references) = (Numbers(probabilities), Numbers(reference));
        var terms = new BettiTerms[answers.Length / voxels];
        var threads = terms.Length == 1 && voxels >= SharedVoxels ? get_num_threads() : 1;
        TorchThreads.For(terms.Length, i =>
        {
            var range = (i * voxels)..((i + 1) * voxels);
            terms[i] = BettiTerms.Of(answers[range], references[range], whole, size, (long)i * voxels, answers.Length + (long)i * voxels, threads);
        });
        return terms;
    }

    private static float[] Numbers(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
    }
}
