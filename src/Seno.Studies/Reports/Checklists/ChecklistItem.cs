namespace Seno.Studies.Reports.Checklists;

/// <summary>One item of a reporting checklist.</summary>
/// <param name="Number">In the checklist; empty where it has none.</param>
/// <param name="Topic">What it asks for, in our words.</param>
/// <param name="Known">What the results say about it; null where they say nothing.</param>
/// <param name="AuthorsAdd">What only the authors can say.</param>
internal sealed record ChecklistItem(string Number, string Topic, Func<ChecklistFacts, Known?> Known, string AuthorsAdd)
{
    /// <summary>An item that no result can know anything about.</summary>
    public ChecklistItem(string number, string topic, string authorsAdd) : this(number, topic, _ => null, authorsAdd)
    {
    }
}

/// <param name="Text">As a paper could state it.</param>
/// <param name="Enough">Nothing is left to the authors.</param>
internal sealed record Known(string Text, bool Enough)
{
    public static Known Whole(string text) => new(text, true);

    public static Known Part(string text) => new(text, false);
}

/// <summary>Items under one heading.</summary>
internal sealed record ChecklistPart(string Title, IReadOnlyList<ChecklistItem> Items);

/// <summary>A checklist.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Source">Where it comes from, and how far ours follows it.</param>
/// <param name="Parts">In order.</param>
internal sealed record Checklist(string Title, string Source, IReadOnlyList<ChecklistPart> Parts);
