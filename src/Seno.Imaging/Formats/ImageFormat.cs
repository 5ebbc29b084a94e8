namespace Seno.Imaging.Formats;

/// <summary>One format: its name, the endings of its files, whether it has room for spacing, origin and orientation, and how it is read and written.</summary>
internal sealed record ImageFormat(string Name, IReadOnlyList<string> Endings, bool KeepsPlace, Func<string, ImageReadOptions, Action<string>?, ImageContent> Read, Action<string, ImageToWrite> Write);
