namespace Seno.Imaging.Formats;

/// <summary>One format: its name, the endings of its files, and how they are read and written.</summary>
internal sealed record ImageFormat(string Name, IReadOnlyList<string> Endings, Func<string, ImageReadOptions, Action<string>?, ImageContent> Read, Action<string, ImageToWrite> Write);
