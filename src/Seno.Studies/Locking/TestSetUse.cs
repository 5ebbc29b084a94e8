namespace Seno.Studies.Locking;

/// <summary>One evaluation that touched a locked test set.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Time">UTC.</param>
/// <param name="Seno">Version.</param>
/// <param name="Predictions">Folder evaluated.</param>
/// <param name="PredictionsSha256">Of the test cases' predicted label maps together: tells one model's output from another's.</param>
/// <param name="ModelSha256">Of the checkpoint beside the predictions, where they lie in a trained fold.</param>
/// <param name="Cases">Locked test cases evaluated.</param>
/// <param name="Of">Locked test cases in all.</param>
/// <param name="Changes">What was no longer as locked.</param>
public sealed record TestSetUse(int Number, DateTimeOffset Time, string Seno, string Predictions, string PredictionsSha256, string? ModelSha256, int Cases, int Of, IReadOnlyList<string> Changes);
