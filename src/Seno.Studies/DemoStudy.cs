using Seno.Evaluation;
using Seno.Learning.Runtime;

namespace Seno.Studies;

public static class DemoStudy
{
    public static DemoResult Run(string folder, bool quick, ulong seed, ComputeOptions compute, StudyOutput output, CancellationToken cancel) => throw new NotSupportedException();
}

public sealed record DemoResult(EvaluationSummary Summary, string SummaryFile, string ReportFile);
