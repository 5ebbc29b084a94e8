namespace Seno.Imaging.Formats;

/// <summary>Fills <paramref name="target"/> with the elements that come next in a file.</summary>
internal delegate void NextElements(Span<float> target);
