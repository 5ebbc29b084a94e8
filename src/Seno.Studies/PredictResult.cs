namespace Seno.Studies;

/// <summary>Label maps written, and one message for each case that failed.</summary>
public sealed record PredictResult(IReadOnlyList<string> Files, IReadOnlyList<string> Failures);
