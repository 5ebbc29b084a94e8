using System.Globalization;
using System.Text;
using Seno.Core;

namespace Seno.Evaluation;

/// <summary>cases.csv of an evaluation: case, label, one column a metric, sizes, missed, falseAlarm; and ignoredVoxels where voxels may be
/// left out.</summary>
public static class CaseMetricsTable
{
    /// <summary>The columns that are no metrics.</summary>
    public static IReadOnlySet<string> OtherColumns { get; } = new HashSet<string> { "case", "label", "referenceVoxels", "predictionVoxels", "missed", "falseAlarm", "ignoredVoxels" };

    /// <param name="path">The file.</param>
    /// <param name="rows">All with the same metrics.</param>
    public static void Write(string path, IReadOnlyList<CaseMetrics> rows)
    {
        var text = new StringBuilder("case,label,");
        foreach (var metric in rows.Count > 0 ? rows[0].Values.Keys : MetricTable.Names)
            text.Append(metric).Append(',');
        var ignoring = rows.Any(row => row.IgnoredVoxels is not null);
        text.Append("referenceVoxels,predictionVoxels,missed,falseAlarm").Append(ignoring ? ",ignoredVoxels\n" : "\n");
        foreach (var row in rows)
        {
            text.Append(CsvText.Quoted(row.Case)).Append(',').Append(CsvText.Quoted(row.Label));
            foreach (var value in row.Values.Values)
                text.Append(',').Append(Number(value));
            text.Append(CultureInfo.InvariantCulture, $",{row.ReferenceVoxels},{row.PredictionVoxels},{(row.Missed ? 1 : 0)},{(row.FalseAlarm ? 1 : 0)}");
            if (ignoring)
                text.Append(CultureInfo.InvariantCulture, $",{row.IgnoredVoxels ?? 0}");
            text.Append('\n');
        }
        AtomicFile.WriteText(path, text.ToString());
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "inf" : double.IsNegativeInfinity(value) ? "-inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
