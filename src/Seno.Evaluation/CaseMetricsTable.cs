using System.Globalization;
using System.Text;
using Seno.Core;

namespace Seno.Evaluation;

/// <summary>cases.csv of an evaluation: case, label, one column a metric, sizes, missed, falseAlarm.</summary>
public static class CaseMetricsTable
{
    public static void Write(string path, IEnumerable<CaseMetrics> rows)
    {
        var text = new StringBuilder("case,label,").AppendJoin(',', MetricTable.Metrics.Select(metric => metric.Name)).Append(",referenceVoxels,predictionVoxels,missed,falseAlarm\n");
        foreach (var row in rows)
        {
            text.Append(Quoted(row.Case)).Append(',').Append(Quoted(row.Label));
            foreach (var (metric, _) in MetricTable.Metrics)
                text.Append(',').Append(Number(row.Values[metric]));
            text.Append(CultureInfo.InvariantCulture, $",{row.ReferenceVoxels},{row.PredictionVoxels},{(row.Missed ? 1 : 0)},{(row.FalseAlarm ? 1 : 0)}\n");
        }
        AtomicFile.WriteText(path, text.ToString());
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "inf" : double.IsNegativeInfinity(value) ? "-inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
