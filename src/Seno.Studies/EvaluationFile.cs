using Seno.Core;
using Seno.Data;
using Seno.Evaluation;

namespace Seno.Studies;

/// <summary>Reads back the cases.csv of an evaluation.</summary>
internal static class EvaluationFile
{
    /// <param name="path">As <see cref="CaseMetricsTable"/> writes it.</param>
    /// <param name="groupOf">Patient or group of a case: the file does not hold it.</param>
    /// <exception cref="DataException">A column is missing or holds no number.</exception>
    public static IReadOnlyList<CaseMetrics> Rows(string path, Func<string, string> groupOf) => File.Exists(path)
        ? [.. CaseTable.Rows(path).Select(row => Parse(path, row, groupOf))]
        : throw new DataException(path, "does not exist", "Finish the training with 'seno train … --resume'");

    private static CaseMetrics Parse(string path, IReadOnlyDictionary<string, string> row, Func<string, string> groupOf)
    {
        try
        {
            return new(
                row["case"],
                groupOf(row["case"]),
                row["label"],
                row.Where(column => !CaseMetricsTable.OtherColumns.Contains(column.Key) && column.Value.Length > 0).ToDictionary(
                    column => column.Key,
                    column => MetricField.Read(path, row, column.Key)),
                MetricField.Count(path, row, "referenceVoxels"),
                MetricField.Count(path, row, "predictionVoxels"),
                row["missed"] == "1",
                row["falseAlarm"] == "1")
            {
                IgnoredVoxels = row.ContainsKey("ignoredVoxels") ? MetricField.Count(path, row, "ignoredVoxels") : null,
                Unpredicted = row.GetValueOrDefault("unpredicted") == "1",
            };
        }
        catch (KeyNotFoundException failure)
        {
            throw new DataException(path, $"is not as 'seno evaluate' writes it ({failure.Message.TrimEnd('.')})", "Evaluate again", failure);
        }
    }
}
