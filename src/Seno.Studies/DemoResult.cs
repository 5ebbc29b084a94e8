using Seno.Evaluation;

namespace Seno.Studies;

/// <summary>What the demonstration found and where it wrote it.</summary>
public sealed record DemoResult(EvaluationSummary Summary, string SummaryFile, string ReportFile);
