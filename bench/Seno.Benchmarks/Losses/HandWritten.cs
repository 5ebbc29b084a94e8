using Seno.Core;

namespace Seno.Benchmarks.Losses;

/// <summary>The part of a page that a person writes, kept when the rest is written anew.</summary>
internal static class HandWritten
{
    private const string Begin = "<!-- written by hand: begin -->";
    private const string End = "<!-- written by hand: end -->";
    private const string Nothing = "\nNothing yet.\n";

    /// <param name="path">The page; need not exist.</param>
    /// <returns>Both marks and what stands between them.</returns>
    /// <exception cref="DataException">The page exists and lacks the marks, so writing it would lose something.</exception>
    public static string Of(string path)
    {
        if (!File.Exists(path))
            return Begin + Nothing + End;
        var page = File.ReadAllText(path);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        return begin >= 0 && end > begin
            ? page[begin..(end + End.Length)]
            : throw new DataException(path, $"lacks '{Begin}' and '{End}', so what was written by hand would be lost", "Put both marks around it, or move the page away");
    }
}
