namespace Seno.Imaging.Tests;

/// <summary>Masks drawn as text, '#' for foreground.</summary>
internal static class Masks
{
    public static Volume<byte> Draw(Geometry geometry, string drawing) =>
        new(geometry, [.. drawing.Where(character => character is '#' or '.').Select(character => (byte)(character == '#' ? 1 : 0))]);
}
