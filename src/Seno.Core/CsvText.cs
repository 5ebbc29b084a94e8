namespace Seno.Core;

/// <summary>Text in CSV (RFC 4180).</summary>
public static class CsvText
{
    /// <returns>The text, in quotation marks where it holds a comma, a quotation mark or a control character.</returns>
    public static string Quoted(string text) =>
        text.Any(letter => letter is ',' or '"' || char.IsControl(letter)) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
}
