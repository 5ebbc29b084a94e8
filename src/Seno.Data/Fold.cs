namespace Seno.Data;

/// <summary>Case ids that train and case ids that validate.</summary>
public sealed record Fold(IReadOnlyList<string> Train, IReadOnlyList<string> Val);
