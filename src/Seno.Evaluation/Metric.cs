namespace Seno.Evaluation;

/// <summary>One column of an evaluation.</summary>
/// <param name="Name">Of the column.</param>
/// <param name="Of">Its value for a label of a case.</param>
public sealed record Metric(string Name, Func<LabelComparison, double> Of);
