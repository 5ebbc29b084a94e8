using Seno.Core;

namespace Seno.Data;

/// <summary>The columns of cases.csv that Seno gives a meaning, and the names that people give them instead.</summary>
internal static class CaseColumns
{
    /// <summary>Shorter words are too often a letter away from another: 'case' from 'base', 'class' from 'glass'.</summary>
    private const int LeastLetters = 6;

    private static readonly string[] Known = ["case", "patient", "group", "centre", "scanner", "class"];

    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["subject"] = "patient", ["participant"] = "patient", ["pat"] = "patient", ["pid"] = "patient", ["patients"] = "patient",
        ["center"] = "centre", ["cases"] = "case", ["groups"] = "group", ["classes"] = "class",
    };

    /// <summary>A column that is ignored because of its name would let one patient train and validate.</summary>
    /// <returns>What is wrong with the header and its cure; empty where nothing is.</returns>
    public static IEnumerable<(string Problem, string Cure)> Check(IReadOnlyList<string> header)
    {
        foreach (var same in header.Where(name => name.Length > 0).GroupBy(name => name).Where(same => same.Count() > 1))
            yield return ($"has the column '{same.Key}' twice", "Keep one of the two, or rename one");
        foreach (var known in Known.Where(known => !header.Contains(known)))
        {
            if (header.FirstOrDefault(name => Meant(name) == known) is { } near)
                yield return (
                    known == "case" ? "has no column 'case'" : $"has a column '{near}' but no column '{known}'",
                    $"Rename the column '{near}' to '{known}'");
            else if (known == "case")
                yield return (
                    "has no column 'case'",
                    "Name the column with the case ids 'case', and save the table as comma-separated values");
        }
    }

    /// <returns>The known column that a name stands for, or null: "Patient", "patient_id", "PatientID", "Subject ID", "pateint".</returns>
    private static string? Meant(string column)
    {
        var letters = string.Concat(column.Where(char.IsLetter)).ToLowerInvariant();
        foreach (var tail in new[] { "id", "ids", "name", "number", "no", "nr", "code" })
        {
            var stem = letters.EndsWith(tail, StringComparison.Ordinal) ? letters[..^tail.Length] : "";
            if (stem.Length > 1 && NameOf(stem) is { } known)
                return known;
        }
        return NameOf(letters);
    }

    private static string? NameOf(string letters) =>
        Known.FirstOrDefault(known => letters == known)
        ?? Others.GetValueOrDefault(letters)
        ?? Known.FirstOrDefault(known => known.Length >= LeastLetters && Mistyped(letters, known));

    /// <summary>One letter missing, added or wrong, or two neighbours in the wrong order.</summary>
    private static bool Mistyped(string given, string known) => NearestName.EditDistance(given, known) <= 1
        || Enumerable.Range(0, known.Length - 1).Any(i => given == known[..i] + known[i + 1] + known[i] + known[(i + 2)..]);
}
