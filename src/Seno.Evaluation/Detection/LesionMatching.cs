using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Evaluation.Detection;

/// <summary>Which predicted lesions have found which reference lesions. Lesions are pieces joined at corners (8 or 26 neighbours).</summary>
/// <param name="Criterion">What counts as found.</param>
/// <param name="MinimumOverlap">Least intersection over union, for <see cref="LesionCriterion.Overlap"/>. Default 0.1, ours: small lesions shift by their own size easily.</param>
public sealed record LesionMatching(LesionCriterion Criterion, double MinimumOverlap = 0.1)
{
    /// <summary>Finds and matches the lesions of two masks.</summary>
    /// <param name="prediction">Foreground is what is not 0.</param>
    /// <param name="reference">The same, on the same grid.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>One to one, better overlaps first: a second piece on a lesion is a false positive.</returns>
    public LesionDetection Of(Volume<byte> prediction, Volume<byte> reference, int threads = 1)
    {
        var (predicted, drawn) = (new LesionMap(prediction, threads), new LesionMap(reference, threads));
        var (taken, found) = (new HashSet<int>(), new HashSet<int>());
        var matches = new List<LesionMatch>();
        foreach (var pair in Hits(predicted, drawn))
        {
            if (taken.Contains(pair.Predicted) || found.Contains(pair.Reference))
                continue;
            taken.Add(pair.Predicted);
            found.Add(pair.Reference);
            matches.Add(pair.Match);
        }
        return new(drawn.Lesions.Count, predicted.Lesions.Count, matches);
    }

    /// <summary>Every pair that fulfils the criterion, better overlaps first.</summary>
    internal IEnumerable<(int Predicted, int Reference, LesionMatch Match)> Hits(LesionMap predicted, LesionMap drawn) => predicted.Overlaps(drawn)
        .Where(pair => Criterion == LesionCriterion.Centre ? predicted.CentreLiesIn(pair.Lesion, drawn, pair.Other) : pair.Match.IntersectionOverUnion >= MinimumOverlap)
        .OrderByDescending(pair => pair.Match.IntersectionOverUnion).ThenBy(pair => pair.Lesion).ThenBy(pair => pair.Other)
        .Select(pair => (pair.Lesion, pair.Other, pair.Match));
}
