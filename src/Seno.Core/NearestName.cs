namespace Seno.Core;

/// <summary>Finds the name someone probably meant, for error messages.</summary>
public static class NearestName
{
    /// <summary>Shorter ones begin too many words.</summary>
    private const int ShortestBeginning = 3;

    private const int MostEdits = 3;
    private const int MostListed = 12;

    /// <returns>
    /// "Did you mean 'x'?" when one known name alone begins with what was given, or lies nearest to it, within a third of its length and
    /// three edits;
    /// otherwise the known names. Two that are equally near are no answer.
    /// </returns>
    public static string Suggest(string given, IEnumerable<string> known)
    {
        string[] names = [.. known.Distinct(StringComparer.Ordinal)];
        return Nearest(given, names) is { } nearest
            ? $"Did you mean '{nearest}'?"
            : $"Known names: {string.Join(", ", names.Take(MostListed))}{(names.Length > MostListed ? $", … ({names.Length} in all)" : "")}";
    }

    private static string? Nearest(string given, string[] names)
    {
        if (names.Where(name => string.Equals(name, given, StringComparison.OrdinalIgnoreCase)).ToArray() is [var same])
            return same;
        if (given.TrimStart('-').Length >= ShortestBeginning
            && names.Where(name => name.StartsWith(given, StringComparison.OrdinalIgnoreCase)).ToArray() is { Length: > 0 } longer)
            return longer is [var only] ? only : null;
        var near = names.Select(name => (Name: name, Edits: EditDistance(given, name))).Where(item => item.Edits <= Allowed(given))
            .OrderBy(item => item.Edits).ToArray();
        return near.Length == 1 || (near.Length > 1 && near[0].Edits < near[1].Edits) ? near[0].Name : null;
    }

    private static int Allowed(string given) => Math.Clamp(given.TrimStart('-').Length / 3, 1, MostEdits);

    /// <returns>Damerau's distance between neighbours (optimal string alignment), ignoring case: an insertion, deletion, substitution or
    /// swap of two neighbours is one edit.</returns>
    public static int EditDistance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
                rows[i, j] = i == 0 || j == 0 ? i + j : Step(i, j);
        }
        return rows[a.Length, b.Length];

        int Step(int i, int j)
        {
            var least = Math.Min(rows[i - 1, j - 1] + (Alike(a[i - 1], b[j - 1]) ? 0 : 1), 1 + Math.Min(rows[i - 1, j], rows[i, j - 1]));
            return i > 1 && j > 1 && Alike(a[i - 1], b[j - 2]) && Alike(a[i - 2], b[j - 1]) ? Math.Min(least, rows[i - 2, j - 2] + 1)
                : least;
        }
    }

    private static bool Alike(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
}
