namespace Seno.Evaluation;

/// <summary>A prediction and its reference, as files.</summary>
public sealed record EvaluationCase(string Id, string Group, string PredictionFile, string ReferenceFile);
