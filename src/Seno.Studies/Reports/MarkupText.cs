using System.Net;
using Seno.Core;

namespace Seno.Studies.Reports;

/// <summary>Text in HTML and SVG: the one way that a name from data gets into a page or a figure.</summary>
internal static class MarkupText
{
    /// <returns>Escaped; U+FFFD stands for characters that XML cannot hold, even escaped.</returns>
    public static string Of(string text) => WebUtility.HtmlEncode(PlainText.Of(text));
}
