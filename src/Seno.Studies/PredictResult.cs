namespace Seno.Studies;

/// <summary>Label maps written, one message for each case that failed, and how probabilities were calibrated.</summary>
/// <param name="Calibration">"temperature", "platt" or "isotonic"; null where they are the network's own.</param>
public sealed record PredictResult(IReadOnlyList<string> Files, IReadOnlyList<string> Failures, string? Calibration = null);
