namespace Seno.Core;

/// <summary>Text in CSV (RFC 4180).</summary>
public static class CsvText
{
    /// <returns>The text, in quotation marks where it holds a comma, a quotation mark or a line break.</returns>
    public static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
