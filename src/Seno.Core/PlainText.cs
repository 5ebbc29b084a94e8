using System.Globalization;
using System.Text;

namespace Seno.Core;

/// <summary>Text that a page, a figure, a table and a terminal can show: XML has no room for control characters, and a terminal obeys
/// them.</summary>
public static class PlainText
{
    private const int Replacement = 0xFFFD;

    /// <returns>Whether the text holds no control character, no half of a surrogate pair, no direction mark and no line
    /// separator.</returns>
    public static bool Is(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Shows(rune))
                return false;
        }
        return true;
    }

    /// <returns>The text with U+FFFD for what cannot be shown; line breaks and tabs stay.</returns>
    public static string Of(string text)
    {
        if (Is(text))
            return text;
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            shown.Append(Shows(rune) || rune.Value is '\n' or '\r' or '\t' ? rune : new Rune(Replacement));
        return shown.ToString();
    }

    // U+FFFD itself is what a half pair is enumerated as.
    internal static bool Shows(Rune rune) => rune.Value is not (Replacement or 0xFFFE or 0xFFFF)
        && Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) && !TurnsText(rune);

    /// <summary>Bidirectional embeddings, overrides and isolates: what follows would be shown backwards.</summary>
    private static bool TurnsText(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
