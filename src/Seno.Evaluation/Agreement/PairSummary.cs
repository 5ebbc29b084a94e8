namespace Seno.Evaluation.Agreement;

/// <summary>Two who drew, over the cases that both read and in which any reader drew the label.</summary>
/// <param name="First">Who.</param>
/// <param name="Second">Who, or the consensus of the readers but one.</param>
/// <param name="Dsc">0 … 1.</param>
/// <param name="Conformity">−∞ … 1.</param>
/// <param name="Hd95">In the summary's unit; the image's diagonal where only one drew.</param>
/// <param name="OneDrew">Cases in which only one of the two drew the label.</param>
/// <param name="Volumes">First less second.</param>
public sealed record PairSummary(string First, string Second, CohortValue Dsc, CohortValue Conformity, CohortValue Hd95, int OneDrew, BlandAltmanLimits Volumes)
{
    /// <param name="pairs">Of the same two, with the patient of each.</param>
    public static PairSummary Of(IReadOnlyList<(ScorePair Pair, string Group)> pairs)
    {
        CohortValue Over(Func<MaskScore, double> value) => CohortValue.Of([.. pairs.Select(item => (value(item.Pair.Score), item.Group))])!;
        return new(
            pairs[0].Pair.First,
            pairs[0].Pair.Second,
            Over(score => score.Dsc),
            Over(score => score.Conformity),
            Over(score => score.Hd95),
            pairs.Count(item => item.Pair.FirstVolume > 0 != item.Pair.SecondVolume > 0),
            BlandAltman.Of([.. pairs.Select(item => item.Pair.FirstVolume)], [.. pairs.Select(item => item.Pair.SecondVolume)]));
    }
}
