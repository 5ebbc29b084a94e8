using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Seno.Core;

namespace Seno.Data;

/// <summary>cases.csv: what is known of each case beside its images.</summary>
public static class CaseTable
{
    /// <returns>Columns by name, by case id; empty where the file is absent.</returns>
    /// <exception cref="DataException">No 'case' column, or a case named twice.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Read(string path)
    {
        var cases = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        if (!File.Exists(path))
            return cases;
        foreach (var row in Rows(path).Where(row => row.Values.Any(value => value.Length > 0)))
        {
            if (!row.TryGetValue("case", out var id))
                throw new DataException(path, "has no column 'case'", "Name the column with the case ids 'case'");
            if (!cases.TryAdd(id, row))
                throw new DataException(path, $"names case '{id}' twice", "Keep one row a case");
        }
        return cases;
    }

    /// <summary>The rows of any CSV file with a header, as columns by name; of columns of one name the first.</summary>
    /// <exception cref="DataException">The file is not such a table.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string path) => Whole(path).Rows;

    /// <summary>As <see cref="Rows"/>, with the header.</summary>
    /// <exception cref="DataException">The file is not such a table.</exception>
    internal static (IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyDictionary<string, string>> Rows) Whole(string path)
    {
        try
        {
            using var reader = new CsvReader(
                new StreamReader(RegularFile.Open(path)),
                new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim });
            if (!reader.Read() || !reader.ReadHeader())
                return ([], []);
            var rows = new List<IReadOnlyDictionary<string, string>>();
            while (reader.Read())
                rows.Add(reader.HeaderRecord!.Select((name, i) => (name, Value: reader.GetField(i) ?? "")).DistinctBy(pair => pair.name).ToDictionary(pair => pair.name, pair => pair.Value));
            return (reader.HeaderRecord!, rows);
        }
        catch (Exception failure) when (failure is CsvHelperException or IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, "cannot be read as a table", "Save it as comma-separated values with a header", failure);
        }
    }

    /// <param name="path">The file.</param>
    /// <param name="columns">Header, 'case' first.</param>
    /// <param name="rows">Values in the header's order.</param>
    public static void Write(string path, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows) => AtomicFile.Write(path, stream =>
    {
        using var writer = new CsvWriter(new StreamWriter(stream, leaveOpen: true), new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        foreach (var row in rows.Prepend(columns))
        {
            foreach (var value in row)
                writer.WriteField(value);
            writer.NextRecord();
        }
    });
}
