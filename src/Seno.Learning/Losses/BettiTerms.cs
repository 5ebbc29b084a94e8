using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Learning.Losses;

/// <summary>A Betti matching loss as a sum of weight · (left − right)² over voxels of the answers and references laid end to end.</summary>
internal sealed class BettiTerms
{
    public List<long> Left { get; } = [];

    public List<long> Right { get; } = [];

    public List<float> Weights { get; } = [];

    /// <param name="answer">One class of one image.</param>
    /// <param name="reference">The same.</param>
    /// <param name="whole">Their size.</param>
    /// <param name="longest">Voxels of a side at most; 0: all.</param>
    /// <param name="answerStart">Where this answer's voxels begin.</param>
    /// <param name="referenceStart">Where this reference's voxels begin.</param>
    /// <param name="threads">How many at most.</param>
    public static BettiTerms Of(float[] answer, float[] reference, Size3 whole, int longest, long answerStart, long referenceStart, int threads)
    {
        var window = BettiWindow.Of(answer, reference, whole, longest);
        var terms = new BettiTerms();
        long Answer(int voxel) => answerStart + window.Voxel(voxel);
        long Reference(int voxel) => referenceStart + window.Voxel(voxel);
        foreach (var bars in BettiMatching.Of(window.Of(answer), window.Of(reference), threads))
        {
            foreach (var (first, second) in bars.Matched)
            {
                terms.Add(Answer(first.Birth), Reference(second.Birth), 2);
                if (first.Death != PersistencePair.Never)
                    terms.Add(Answer(first.Death), Reference(second.Death), 2);
            }
            foreach (var bar in bars.OnlyFirst)
                terms.Add(Answer(bar.Birth), Answer(bar.Death), 1);
            foreach (var bar in bars.OnlySecond)
                terms.Add(Reference(bar.Birth), Reference(bar.Death), 1);
        }
        return terms;
    }

    private void Add(long left, long right, float weight)
    {
        Left.Add(left);
        Right.Add(right);
        Weights.Add(weight);
    }
}
