namespace Seno.Core;

/// <summary>Finds the name someone probably meant, for error messages.</summary>
public static class NearestName
{
    /// <returns>"Did you mean 'x'?" when a known name lies within two edits or a third of the word's length, otherwise the list of all names.</returns>
    public static string Suggest(string given, IEnumerable<string> known)
    {
        var names = known.ToArray();
        var nearest = names.MinBy(name => EditDistance(given, name));
        return nearest is not null && EditDistance(given, nearest) <= Math.Max(2, Math.Max(given.Length, nearest.Length) / 3)
            ? $"Did you mean '{nearest}'?"
            : $"Known names: {string.Join(", ", names)}";
    }

    /// <returns>Levenshtein distance, ignoring case.</returns>
    public static int EditDistance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[b.Length];
    }
}
