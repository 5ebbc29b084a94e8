namespace Seno.Studies.Reports.Sections;

/// <summary>The parts of an evaluation's report beyond its metrics: a new one is a file and a line here.</summary>
internal static class EvaluationSections
{
    private static readonly Func<EvaluationFolder, ReportSection?>[] All =
    [
        evaluation => DetectionSection.Of(evaluation.Summary),
        evaluation => StrataSection.Of(evaluation.Summary),
        evaluation => SubgroupSection.Of(evaluation.Summary),
        evaluation => TestSetSection.Of(evaluation.Dataset, evaluation.TestSetUses),
    ];

    /// <returns>Those that the evaluation has something to show in.</returns>
    public static IEnumerable<ReportSection> Of(EvaluationFolder evaluation) => All.Select(section => section(evaluation)).OfType<ReportSection>();
}
