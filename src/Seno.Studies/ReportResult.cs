namespace Seno.Studies;

/// <param name="Report">The HTML file.</param>
/// <param name="Kind">"run", "evaluation", "comparison" or "agreement".</param>
/// <param name="Checklist">checklist.md and checklist.html; null where none was asked for.</param>
public sealed record ReportResult(string Report, string Kind, IReadOnlyList<string>? Checklist = null);
