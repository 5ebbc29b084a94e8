using System.Globalization;
using System.Text;
using Seno.Core;

namespace Seno.Evaluation;

/// <summary>cases.csv of an evaluation: case, label, one column a metric, sizes, missed, falseAlarm; ignoredVoxels where voxels may be left
/// out, unpredicted where some case was not predicted.</summary>
public static class CaseMetricsTable
{
    /// <summary>The columns that are no metrics.</summary>
    public static IReadOnlySet<string> OtherColumns { get; } = new HashSet<string>
    {
        "case", "label", "referenceVoxels", "predictionVoxels", "missed", "falseAlarm", "ignoredVoxels", "unpredicted",
    };

    /// <param name="path">The file.</param>
    /// <param name="rows">All with the same metrics, but that those without a prediction may lack some.</param>
    public static void Write(string path, IReadOnlyList<CaseMetrics> rows)
    {
        var text = new StringBuilder("case,label,");
        var metrics = rows.Count > 0 ? rows.MaxBy(row => row.Values.Count)!.Values.Keys : MetricTable.Names;
        var unpredicted = rows.Any(row => row.Unpredicted);
        foreach (var metric in metrics)
            text.Append(metric).Append(',');
        var ignoring = rows.Any(row => row.IgnoredVoxels is not null);
        text.Append("referenceVoxels,predictionVoxels,missed,falseAlarm").Append(ignoring ? ",ignoredVoxels" : "").Append(unpredicted ? ",unpredicted\n" : "\n");
        foreach (var row in rows)
        {
            text.Append(CsvText.Quoted(row.Case)).Append(',').Append(CsvText.Quoted(row.Label));
            foreach (var metric in metrics)
                text.Append(',').Append(row.Values.TryGetValue(metric, out var value) ? Number(value) : "");
            text.Append(
                CultureInfo.InvariantCulture,
                $",{row.ReferenceVoxels},{row.PredictionVoxels},{(row.Missed ? 1 : 0)},{(row.FalseAlarm ? 1 : 0)}");
            if (ignoring)
                text.Append(CultureInfo.InvariantCulture, $",{row.IgnoredVoxels ?? 0}");
            if (unpredicted)
                text.Append(row.Unpredicted ? ",1" : ",0");
            text.Append('\n');
        }
        AtomicFile.WriteText(path, text.ToString());
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "inf" : double.IsNegativeInfinity(value) ? "-inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
