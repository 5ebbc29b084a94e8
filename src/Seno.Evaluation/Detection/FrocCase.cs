using Seno.Imaging;

namespace Seno.Evaluation.Detection;

/// <summary>What a probability map says of one case's lesions.</summary>
/// <param name="Lesions">Reference lesions.</param>
/// <param name="Hits">By lesion found by any candidate, the best score.</param>
/// <param name="FalseScores">Scores of the candidates that found none.</param>
public sealed record FrocCase(int Lesions, IReadOnlyList<double> Hits, IReadOnlyList<double> FalseScores)
{
    /// <value>From which probability on voxels make a candidate. Ours.</value>
    public const double CandidateThreshold = 0.1;

    /// <summary>Candidates are pieces of probability of at least <see cref="CandidateThreshold"/>, scored by their maximum.</summary>
    /// <remarks>A further candidate on a lesion already found is neither hit nor false.</remarks>
    /// <param name="probability">Of the lesion.</param>
    /// <param name="reference">Foreground is what is not 0; on the same grid.</param>
    /// <param name="matching">What counts as found.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    public static FrocCase Of(Volume<float> probability, Volume<byte> reference, LesionMatching matching, int threads = 1)
    {
        var candidates = new LesionMap(probability.Map(value => value >= (float)CandidateThreshold ? (byte)1 : (byte)0), threads);
        var drawn = new LesionMap(reference, threads);
        var scores = Scores(candidates, probability);
        var (best, used) = (new SortedDictionary<int, double>(), new HashSet<int>());
        foreach (var (candidate, lesion, _) in matching.Hits(candidates, drawn))
        {
            // a candidate finds the one lesion it overlaps best
            if (used.Add(candidate))
                best[lesion] = Math.Max(best.GetValueOrDefault(lesion), scores[candidate]);
        }
        return new(drawn.Lesions.Count, [.. best.Values], [.. candidates.Lesions.Where(candidate => !used.Contains(candidate.Label)).Select(candidate => scores[candidate.Label])]);
    }

    private static double[] Scores(LesionMap candidates, Volume<float> probability)
    {
        var scores = new double[candidates.Lesions.Count + 1];
        for (var i = 0; i < probability.Array.Length; i++)
        {
            var candidate = candidates.Numbers[i];
            scores[candidate] = Math.Max(scores[candidate], probability.Array[i]);
        }
        return scores;
    }
}
