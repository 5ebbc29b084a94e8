using Seno.Core;
using System.Globalization;
using System.Text;
using Seno.Evaluation.Statistics;
using Seno.Studies.Reports.Tables;

namespace Seno.Studies.Comparisons;

/// <summary>A comparison in words, as CSV and as a LaTeX table.</summary>
public static class ComparisonText
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <returns>A sentence that says no more than was shown.</returns>
    public static string Conclusion(PairComparison pair)
    {
        if (double.IsNaN(pair.P))
            return $"{pair.Label}, {pair.Metric}: no lesion has a value of both {pair.First} and {pair.Second}.";
        var shift = pair.Shift is { } typical ? $"typical difference {pair.First} − {pair.Second} {Interval(typical)}; " : "";
        var found = string.Create(Culture, $"{shift}mean {Interval(pair.MeanDifference)}; Holm-corrected p {Relation(pair.HolmP)}; {Counted.Of(pair.N, "lesion")} of {Counted.Of(pair.Patients, "patient")}; missed {pair.MissedByFirst} and {pair.MissedBySecond}");
        return pair.Better is { } better
            ? $"{pair.Label}, {pair.Metric}: {better} is better than {(better == pair.First ? pair.Second : pair.First)}{(MeanDisagrees(pair) ? " on most lesions, though its mean is worse" : "")} ({found})."
            : $"{pair.Label}, {pair.Metric}: no difference between {pair.First} and {pair.Second} is shown ({found}), which does not show that they are equal.";
    }

    private static bool MeanDisagrees(PairComparison pair) => pair.MeanDifference.Value * pair.RankBiserial < 0;

    public static string Csv(Comparison comparison)
    {
        var text = new StringBuilder("label,metric,first,second,n,patients,meanDifference,meanLow,meanHigh,medianDifference,medianLow,medianHigh,shift,shiftLow,shiftHigh,p,exact,holmP,rankBiserial,cohensD,missedByFirst,missedBySecond,better\n");
        foreach (var pair in comparison.Pairs)
        {
            text.AppendJoin(',', [CsvText.Quoted(pair.Label), CsvText.Quoted(pair.Metric), CsvText.Quoted(pair.First), CsvText.Quoted(pair.Second), pair.N.ToString(Culture), pair.Patients.ToString(Culture),
                .. Three(pair.MeanDifference), .. Three(pair.MedianDifference), .. Three(pair.Shift), CsvNumber.Of(pair.P), pair.Exact ? "1" : "0", CsvNumber.Of(pair.HolmP), CsvNumber.Of(pair.RankBiserial), CsvNumber.Of(pair.CohensD),
                pair.MissedByFirst.ToString(Culture), pair.MissedBySecond.ToString(Culture), CsvText.Quoted(pair.Better ?? "")]).Append('\n');
        }
        return text.ToString();
    }

    public static string Latex(Comparison comparison) => LatexTable.Render(ComparisonTables.Pairs(comparison));

    /// <returns>"0.012", "&lt; 0.0001", or a dash where there was no test.</returns>
    public static string P(double p) => ReportCell.PValue(p);

    internal static string Interval(Estimate? estimate) => estimate is null ? "–" : estimate.Reason is { } reason
        ? $"{Number(estimate.Value)} (no interval: {reason})"
        : $"{Number(estimate.Value)} ({Number(estimate.Low)} to {Number(estimate.High)})";

    internal static string Number(double value) => Reports.HtmlReport.Number(value);

    private static string Relation(double p) => P(p) is ['<', ..] and var small ? small : $"= {P(p)}";

    private static IEnumerable<string> Three(Estimate? estimate) => estimate is null ? ["", "", ""] : [CsvNumber.Of(estimate.Value), CsvNumber.Of(estimate.Low), CsvNumber.Of(estimate.High)];
}
