using System.Globalization;
using System.Text.RegularExpressions;
using Seno.Core;
using Seno.Data.Checking;
using Seno.Imaging.Formats;

namespace Seno.Data;

/// <summary>
/// cases.csv joined to the cases of a data set. A row that meets no case is a problem, since the case then counts as a patient of its own.
/// </summary>
internal sealed partial class CaseMetadata
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> rows = new(StringComparer.Ordinal);

    public bool PatientsKnown => rows.Any(row => Case.GroupOf("", row.Value).Length > 0);

    public IReadOnlyDictionary<string, string> Of(string id) => rows.GetValueOrDefault(id) ?? None;

    /// <param name="path">cases.csv; it need not exist.</param>
    /// <param name="training">Ids that each need a row where there is a table.</param>
    /// <param name="others">Ids that may have one: test cases.</param>
    /// <param name="add">Told what is wrong.</param>
    public static CaseMetadata Read(
        string path,
        IReadOnlyCollection<string> training,
        IReadOnlyCollection<string> others,
        Action<DatasetProblem> add)
    {
        var metadata = new CaseMetadata();
        if (!File.Exists(path))
            return metadata;
        try
        {
            metadata.Join(path, training, others, add);
        }
        catch (DataException failure)
        {
            add(new(ProblemSeverity.Error, "unreadable", null, failure.File, failure.Problem, failure.Cure));
        }
        return metadata;
    }

    private void Join(string path, IReadOnlyCollection<string> training, IReadOnlyCollection<string> others, Action<DatasetProblem> add)
    {
        void Error(string? id, string problem, string cure) => add(new(ProblemSeverity.Error, "table", id, path, problem, cure));
        var (columns, read) = CaseTable.Whole(path);
        var found = read.Where(row => row.Values.Any(value => value.Length > 0)).ToArray();
        if (found.Length == 0)
            throw new DataException(path, "has no rows", "Write a row a case, or remove the file");
        foreach (var (problem, cure) in CaseColumns.Check(columns))
            Error(null, problem, cure);
        if (!columns.Contains("case"))
            return;
        HashSet<string> known = [.. training, .. others];
        var forms = known.ToLookup(CanonicalText.Composed);
        var strangers = new List<string>();
        foreach (var row in found)
        {
            var id = IdOf(row["case"], known, forms);
            if (id is null)
                strangers.Add(row["case"]);
            else if (!rows.TryAdd(id, Normalised(row)))
                Error(id, $"names case '{id}' twice", "Keep one row a case");
        }
        string[] without = [.. known.Where(id => !rows.ContainsKey(id)).Order(StringComparer.Ordinal)];
        foreach (var stranger in strangers)
        {
            var (meant, cure) = stranger.Length == 0 ? (null, "Write the case's id, or remove the row") : Meant(stranger, without);
            add(new(
                ProblemSeverity.Error,
                "extra",
                stranger.Length == 0 ? null : stranger,
                path,
                stranger.Length == 0 ? "has a row without a case id" : $"has a row for '{stranger}', but there is no such image",
                cure));
            without = [.. without.Where(id => id != meant)];
        }
        Rowless(path, without, [.. training], add);
        Blank(path, training, add);
    }

    /// <summary>One letter has two forms in Unicode, and macOS writes names in the other one.</summary>
    private static string? IdOf(string given, HashSet<string> known, ILookup<string, string> forms) =>
        known.Contains(given) ? given : forms[CanonicalText.Composed(given)].ToArray() is [var only] ? only : null;

    private static Dictionary<string, string> Normalised(IReadOnlyDictionary<string, string> row) =>
        row.ToDictionary(pair => pair.Key, pair => CanonicalText.Composed(pair.Value));

    private static void Rowless(string path, string[] without, HashSet<string> training, Action<DatasetProblem> add)
    {
        foreach (var id in without)
        {
            var trained = training.Contains(id);
            add(new(
                trained ? ProblemSeverity.Error : ProblemSeverity.Warning,
                "table",
                id,
                path,
                $"has no row for {(trained ? "" : "test case ")}'{id}'",
                "Add one, with its patient: without it the case counts as a patient of its own"));
        }
    }

    /// <summary>Cells left blank in a column that others fill.</summary>
    private void Blank(string path, IReadOnlyCollection<string> training, Action<DatasetProblem> add)
    {
        if (!PatientsKnown)
            return;
        var blank = training.Where(id => rows.TryGetValue(id, out var row) && Case.GroupOf("", row).Length == 0).ToArray();
        if (blank.Length == 0)
            return;
        add(new(
            ProblemSeverity.Warning,
            "table",
            null,
            path,
            $"names no patient of {Counted.Of(blank.Length, "case")} ({Counted.Names([.. blank.Order(StringComparer.Ordinal)])})",
            "Fill the cells: each of these cases counts as a patient of its own"));
    }

    /// <summary>What a row that meets no case was meant for, if that can be told, and what happened to its id.</summary>
    private static (string? Id, string Cure) Meant(string given, string[] ids)
    {
        var plainly = WithoutZeros(given);
        if (ids.Where(id => string.Equals(WithoutZeros(id), plainly, StringComparison.OrdinalIgnoreCase)).ToArray() is [var padded]
            && !string.Equals(padded, given, StringComparison.OrdinalIgnoreCase))
            return (padded, char.IsAsciiDigit(given[0])
                ? $"Did you mean '{padded}'? A spreadsheet drops leading zeros: import the column as text"
                : $"Did you mean '{padded}'? Leading zeros count");
        if (ids.FirstOrDefault(id => string.Equals(id, given, StringComparison.OrdinalIgnoreCase)) is { } capitals)
            return (capitals, $"Did you mean '{capitals}'? Capitals count");
        var ending = ImageFile.EndingOf(given);
        var plain = ChannelFile.Of(ending is null ? given + ".x" : given, ending ?? ".x").Id;
        if (ids.FirstOrDefault(id => string.Equals(id, plain, StringComparison.OrdinalIgnoreCase)) is { } bare)
            return (bare, $"Did you mean '{bare}'? Case ids are without channel number and ending");
        return ids.Length > 0 && NearestName.Suggest(given, ids) is var suggestion && suggestion.EndsWith('?')
            ? (ids.MinBy(id => NearestName.EditDistance(given, id)), suggestion)
            : (null, "Remove the row, or add the image");
    }

    /// <returns>Of "007" and "7" and "7.0": 7; of "BUS-007": "BUS-7".</returns>
    private static string WithoutZeros(string id) =>
        LeadingZeros().Replace(id.EndsWith(".0", StringComparison.Ordinal) && id[..^2].All(char.IsAsciiDigit) ? id[..^2] : id, "");

    [GeneratedRegex("(?<![0-9])0+(?=[0-9])")]
    private static partial Regex LeadingZeros();
}
