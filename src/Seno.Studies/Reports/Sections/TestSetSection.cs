using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Studies.Locking;
using Seno.Studies.Reports.Tables;

namespace Seno.Studies.Reports.Sections;

/// <summary>Of a data set with a locked analysis plan: what was locked, what changed since, and every use of its test set.</summary>
internal static class TestSetSection
{
    private const int ShownOfHash = 12;

    /// <param name="dataset">Null where it is not at hand.</param>
    /// <param name="uses">In order.</param>
    /// <returns>Null where nothing was locked, as far as is known.</returns>
    public static ReportSection? Of(Dataset? dataset, IReadOnlyList<TestSetUse> uses)
    {
        var plan = dataset is null ? null : AnalysisPlan.Of(dataset.Folder);
        return plan is null && uses.Count == 0 ? null : new("Locked test set")
        {
            Text = [.. Sentences(plan, dataset, uses)],
            Tables = uses.Count == 0 ? [] : [Table(uses)],
        };
    }

    /// <returns>"12 cases, locked 2026-01-31 09:00 UTC, margin 0.05".</returns>
    public static string Describe(AnalysisPlan plan) => string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(plan.TestCases.Count, "case")}, locked {plan.Locked:yyyy-MM-dd HH:mm} UTC{(plan.Margin is { } margin ? string.Create(CultureInfo.InvariantCulture, $", margin {margin}") : "")}{(plan.Metrics.Count > 0 ? $", primary metric {plan.Metrics[0]}" : "")}");

    private static IEnumerable<string> Sentences(AnalysisPlan? plan, Dataset? dataset, IReadOnlyList<TestSetUse> uses)
    {
        var times = string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(uses.Count, "time")}");
        yield return plan is null ? $"Evaluated {times} when this evaluation was made; the data set is not at hand to tell of later ones." : $"{Describe(plan)}; evaluated {times} since.";
        if (uses.Count > 1)
            yield return "Whoever saw results of the test set before the last change of the method has, in part, fitted the method to it: say in the paper how often it was used.";
        if (plan is null)
            yield break;
        foreach (var change in plan.Changes(dataset!.Folder))
            yield return $"Changed since locking: {change}.";
    }

    private static ReportTable Table(IReadOnlyList<TestSetUse> uses) => new()
    {
        Name = "test-set-uses",
        Title = $"Every evaluation of the locked test set of {Counted.Of(uses[0].Of, "case")}",
        Source = "seno evaluate, analysis-ledger.json",
        Columns = [new("Evaluation"), ReportColumn.Text("Time, UTC"), new("Cases"), ReportColumn.Text("Predictions, SHA-256"), ReportColumn.Text("Model, SHA-256"), ReportColumn.Text("Seno"), ReportColumn.Text("Changed before it")],
        Rows = [.. uses.Select(use => new ReportRow(
        [
            ReportCell.Of(use.Number), ReportCell.Of(use.Time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)), ReportCell.Of(use.Cases), ReportCell.Of(use.PredictionsSha256[..ShownOfHash]),
            ReportCell.Of(use.ModelSha256?[..ShownOfHash] ?? "not known"), ReportCell.Of(use.Seno), ReportCell.Of(use.Changes.Count == 0 ? "nothing" : string.Join("; ", use.Changes)),
        ], Marked: use.Changes.Count > 0))],
    };
}
