namespace Seno.Imaging.Operators;

/// <summary>The bars of two images in one dimension of homology: those that are one feature in both, and the rest.</summary>
/// <param name="Matched">A bar of the first image with the bar of the second it is matched with.</param>
/// <param name="OnlyFirst">Bars of the first image without a partner.</param>
/// <param name="OnlySecond">Bars of the second image without a partner.</param>
public sealed record MatchedBars(
    IReadOnlyList<(PersistencePair First, PersistencePair Second)> Matched,
    IReadOnlyList<PersistencePair> OnlyFirst,
    IReadOnlyList<PersistencePair> OnlySecond);
