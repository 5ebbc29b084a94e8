using Seno.Core;
using Seno.Evaluation;

namespace Seno.Studies;

/// <summary>A number in a table of an evaluation, which must be one that its metric can have.</summary>
internal static class MetricField
{
    private const double Rounding = 1e-9;

    /// <param name="path">Of the table.</param>
    /// <param name="row">Columns by name, "case" among them.</param>
    /// <param name="column">A metric.</param>
    /// <exception cref="DataException">No number, or one that is impossible: the case, the column and the value are named.</exception>
    /// <exception cref="KeyNotFoundException">No such column.</exception>
    public static double Read(string path, IReadOnlyDictionary<string, string> row, string column)
    {
        try
        {
            var value = InvariantNumber.Field(row[column]);
            var (low, high) = MetricTable.RangeOf(column);
            return double.IsNaN(value) || (value >= low - Rounding && value <= high + Rounding)
                ? value
                : throw Wrong(path, row, column,
                    FormattableString.Invariant($"'{row[column]}' is impossible, values lie within {Text(low)} and {Text(high)}"),
                    "Correct it, or evaluate again");
        }
        catch (FormatException failure)
        {
            throw Wrong(path, row, column, InvariantNumber.Problem(row[column]), InvariantNumber.Cure(row[column]), failure);
        }
    }

    /// <summary>Voxels, or other things that are counted.</summary>
    /// <exception cref="DataException">Not a whole number of at least 0.</exception>
    /// <exception cref="KeyNotFoundException">No such column.</exception>
    public static long Count(string path, IReadOnlyDictionary<string, string> row, string column)
    {
        try
        {
            return InvariantNumber.Count(row[column]);
        }
        catch (FormatException failure)
        {
            throw Wrong(path, row, column, $"'{row[column]}' is no count", "Write digits alone, such as 12", failure);
        }
    }

    private static DataException Wrong(string path, IReadOnlyDictionary<string, string> row, string column, string problem, string cure,
        Exception? inner = null) =>
        new(path, $"case '{row.GetValueOrDefault("case")}', column '{column}': {problem}", cure, inner);

    private static string Text(double bound) => double.IsInfinity(bound) ? bound > 0 ? "infinity" : "-infinity"
        : bound.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
