namespace Seno.Imaging.Formats;

/// <summary>One axis of the array a file stores.</summary>
/// <param name="Length">Elements along it.</param>
/// <param name="Spatial">Whether it is one of the grid's; otherwise it counts volumes: frames or components.</param>
internal readonly record struct FileAxis(long Length, bool Spatial);
