using Seno.Core;
using Seno.Data;

namespace Seno.Studies.Comparisons;

/// <summary>One evaluation to be compared: what its cases.csv holds, whatever its metrics.</summary>
/// <param name="Name">As shown.</param>
/// <param name="Folder">Holds cases.csv.</param>
/// <param name="Metrics">Columns between 'label' and 'referenceVoxels'.</param>
/// <param name="Rows">By case and label.</param>
internal sealed record ComparedEvaluation(string Name, string Folder, IReadOnlyList<string> Metrics, IReadOnlyDictionary<(string Case, string Label), ComparedRow> Rows)
{
    /// <param name="folder">As 'seno evaluate' or a trained fold writes it, or the cases.csv itself.</param>
    /// <param name="name">Null: the folder's name.</param>
    /// <exception cref="DataException">No cases.csv, or not one of an evaluation.</exception>
    public static ComparedEvaluation Read(string folder, string? name = null)
    {
        var path = Directory.Exists(folder) ? Path.Combine(folder, "cases.csv") : folder;
        if (!File.Exists(path))
            throw new DataException(folder, "holds no cases.csv of an evaluation", "Give a folder that 'seno evaluate' wrote, or a trained fold");
        var table = CaseTable.Rows(path);
        if (table.Count == 0)
            throw new DataException(path, "has no rows", "Evaluate again");
        var columns = table[0].Keys.ToArray();
        if (!columns.Contains("case") || !columns.Contains("label") || !columns.Contains("referenceVoxels") || !columns.Contains("missed"))
            throw new DataException(path, "is no table of an evaluation (columns case, label, …, referenceVoxels, missed)", "Give a folder that 'seno evaluate' wrote");
        var metrics = columns.Skip(Array.IndexOf(columns, "label") + 1).TakeWhile(column => column != "referenceVoxels").ToArray();
        var rows = new Dictionary<(string, string), ComparedRow>();
        foreach (var row in table)
        {
            if (!rows.TryAdd((row["case"], row["label"]), Parse(path, row, metrics)))
                throw new DataException(path, $"holds case '{row["case"]}', label '{row["label"]}' twice", "Evaluate again");
        }
        return new(name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), folder, metrics, rows);
    }

    private static ComparedRow Parse(string path, IReadOnlyDictionary<string, string> row, string[] metrics) =>
        new(
            metrics.ToDictionary(metric => metric, metric => MetricField.Read(path, row, metric)),
            MetricField.Count(path, row, "referenceVoxels"),
            Flag(path, row, "missed"));

    private static bool Flag(string path, IReadOnlyDictionary<string, string> row, string column) => row[column] switch
    {
        "1" => true,
        "0" => false,
        var other => throw new DataException(
            path,
            $"case '{row["case"]}', column '{column}': '{other}' is neither 0 nor 1",
            "Correct it, or evaluate again"),
    };
}

/// <summary>One label of one case.</summary>
internal sealed record ComparedRow(IReadOnlyDictionary<string, double> Values, long ReferenceVoxels, bool Missed);
