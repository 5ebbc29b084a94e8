using System.Globalization;
using Seno.Evaluation;
using Seno.Studies.Reports.Sections;

namespace Seno.Studies.Reports;

/// <summary>The report of an evaluation: figures, cases, metrics, lesions one by one, sizes, subgroups, uses of the test set.</summary>
internal static class EvaluationPage
{
    public static ReportContent Of(EvaluationFolder evaluation)
    {
        var (summary, rows) = (evaluation.Summary, evaluation.Rows);
        CaseRow[] cases = [.. rows.Select(row => CaseRow.Of(0, row))];
        return new()
        {
            Title = $"{evaluation.Manifest?.Dataset ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(evaluation.Folder))}: evaluation of {evaluation.Counted}",
            Source = "seno evaluate",
            Counted = evaluation.Counted,
            KeyFigures = [.. Missing(summary), .. summary.Labels.SelectMany(label => LabelFigures.KeyFigures(
                label.Key,
                label.Value,
                rows.Count(row => row.Label == label.Key)))],
            Shown = ShownCases.Of(cases, evaluation.Show),
            ResultCharts = [.. ResultCharts.Of(cases, summary.Unit)],
            Summary = [.. summary.Labels.SelectMany(label => LabelFigures.Rows(label.Key, label.Value, summary.Unit))],
            Sections = [.. EvaluationSections.Of(evaluation)],
            FactsTitle = "What was compared",
            Facts = [.. Facts(evaluation)],
            DistanceUnit = summary.Unit,
            Cases = cases,
        };
    }

    private static IEnumerable<KeyFigure> Missing(EvaluationSummary summary)
    {
        if (summary.Missing is > 0 and var missing)
            yield return new(
                missing.ToString(CultureInfo.InvariantCulture),
                missing == 1 ? "case without a prediction" : "cases without a prediction",
                "their lesions count as missed");
    }

    private static IEnumerable<KeyValuePair<string, string>> Facts(EvaluationFolder evaluation)
    {
        yield return new("cases", evaluation.Counted);
        yield return new("distances", evaluation.Summary.Unit == "mm" ? "in mm" : "in px: the size of a pixel is unknown");
        foreach (var fact in LeftOut.Of(evaluation.Summary))
            yield return fact;
        if (evaluation.Summary.Missing is > 0 and var missing)
            yield return new("without a prediction", $"{Core.Counted.Of(missing, "case")}, whose lesions count as missed{(evaluation.Manifest?.Missing is { } named ? $": {Core.Counted.Names(named)}" : "")}");
        if (evaluation.Manifest is not { } manifest)
        {
            yield return new("predictions and references", "not recorded: the evaluation was made by an older Seno; evaluate again to have them named and shown");
            yield break;
        }
        yield return new("predictions", manifest.Predictions);
        yield return new("references", manifest.Dataset is null ? manifest.References : $"{manifest.Dataset}, {manifest.References}");
        yield return new("program", $"Seno {manifest.Seno}");
    }
}
