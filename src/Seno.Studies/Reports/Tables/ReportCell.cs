using System.Globalization;

namespace Seno.Studies.Reports.Tables;

/// <summary>One value of a table, rounded as shown and exact as stored.</summary>
/// <param name="Shown">With sensible decimals.</param>
/// <param name="Value">What it sorts by; null for text.</param>
/// <param name="Fields">In CSV: one, or as many as the column has.</param>
public sealed record ReportCell(string Shown, double? Value, IReadOnlyList<string> Fields)
{
    public static ReportCell Of(string text) => new(text, null, [text]);

    public static ReportCell Of(long count) => new(count.ToString(CultureInfo.InvariantCulture), count, [count.ToString(CultureInfo.InvariantCulture)]);

    public static ReportCell Of(double value) => new(HtmlReport.Number(value), value, [CsvNumber.Of(value)]);

    /// <param name="p">NaN where there was no test.</param>
    public static ReportCell OfP(double p) => new(PValue(p), p, [CsvNumber.Of(p)]);

    /// <param name="low">NaN, as the other, without an interval.</param>
    /// <param name="high">Upper end.</param>
    public static ReportCell Of(double low, double high) =>
        new(double.IsNaN(low) ? "–" : $"{HtmlReport.Number(low)} to {HtmlReport.Number(high)}", low, [CsvNumber.Of(low), CsvNumber.Of(high)]);

    internal static string PValue(double p) => double.IsNaN(p) ? "–" : p < 0.0001 ? "< 0.0001" : p.ToString(
        p < 0.01 ? "0.0000" : "0.000",
        CultureInfo.InvariantCulture);
}
