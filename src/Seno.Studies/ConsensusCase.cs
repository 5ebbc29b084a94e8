namespace Seno.Studies;

/// <summary>What a consensus found of one case.</summary>
/// <param name="Case">Its id.</param>
/// <param name="File">What was written: the label map, or the soft one of 'mean'.</param>
/// <param name="Readers">Who took part.</param>
/// <param name="Rates">By label, by reader; empty for methods that estimate none.</param>
/// <param name="Kept">By reader, whether SIMPLE kept him; null for other methods.</param>
/// <param name="Converged">Null for methods that do not iterate.</param>
public sealed record ConsensusCase(string Case, string File, IReadOnlyList<string> Readers, IReadOnlyDictionary<string, IReadOnlyDictionary<string, ReaderRates>> Rates, IReadOnlyDictionary<string, bool>? Kept = null, bool? Converged = null);

/// <param name="Sensitivity">By STAPLE; NaN where the label is nowhere.</param>
/// <param name="Specificity">By STAPLE, in the region about what was drawn.</param>
/// <param name="Dsc">With the consensus, by SIMPLE.</param>
public sealed record ReaderRates(double? Sensitivity, double? Specificity, double? Dsc);
