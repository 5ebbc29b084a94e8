namespace Seno.Studies.Locking;

/// <summary>What to fix before the test set is looked at.</summary>
/// <param name="Dataset">Receives analysis-plan.json.</param>
/// <param name="Splits">splits.json to hold to; null: none.</param>
/// <param name="Margin">Non-inferiority margin; null: none.</param>
/// <param name="Metrics">The primary one first.</param>
/// <param name="TestCases">Case ids, or one file with a case id a line; empty: imagesTs.</param>
public sealed record LockRequest(string Dataset, string? Splits, double? Margin, IReadOnlyList<string> Metrics, IReadOnlyList<string> TestCases);
