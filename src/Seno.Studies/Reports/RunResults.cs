using Seno.Core;
using Seno.Data;
using Seno.Evaluation;

namespace Seno.Studies.Reports;

/// <summary>How the held-out cases of a run's folds came out, together.</summary>
/// <param name="Plan">Of the run.</param>
/// <param name="Rows">Fold and case.</param>
/// <param name="Summary">Over all of them.</param>
internal sealed record RunResults(Plan Plan, IReadOnlyList<(int Fold, CaseMetrics Row)> Rows, EvaluationSummary Summary)
{
    /// <param name="run">The run.</param>
    /// <param name="folds">Finished ones.</param>
    /// <param name="dataset">Tells patients; null: every case counts as one.</param>
    /// <exception cref="DataException">A file is missing or malformed.</exception>
    public static RunResults Read(RunFolder run, IReadOnlyList<int> folds, Dataset? dataset)
    {
        var plan = Plan.Read(run.PlanFile);
        var groups = dataset?.Cases.ToDictionary(item => item.Id, item => item.Group);
        var rows = folds.SelectMany(fold => EvaluationFile.Rows(Path.Combine(run.FoldFolder(fold), "cases.csv"), id => groups?.GetValueOrDefault(id) ?? id).Select(row => (Fold: fold, Row: row))).ToArray();
        var summaries = folds.Select(fold => SenoJson.ReadFile<EvaluationSummary>(Path.Combine(run.FoldFolder(fold), "summary.json"))).ToArray();
        return new(plan, rows, summaries.Length == 1
            ? summaries[0]
            : EvaluationSummary.Of(
                [.. rows.Select(row => row.Row)],
                string.Join(" or ", summaries.Select(summary => summary.Unit).Distinct()),
                plan.Scheme.Foreground.Select(region => region.Name)));
    }
}
