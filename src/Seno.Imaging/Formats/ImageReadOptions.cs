using Seno.Imaging.Operators;

namespace Seno.Imaging.Formats;

/// <summary>What to take from a file that holds more, or other, than a grid of numbers.</summary>
public sealed record ImageReadOptions
{
    public static ImageReadOptions Default { get; } = new();

    /// <value>"red", "luminance", "real", "magnitude", …, or the number of a volume from 0. Default null: all; colour and complex images are then refused.</value>
    public string? Component { get; init; }

    /// <value>How a sheared grid is resampled to a perpendicular one. Default null: it is refused.</value>
    public Interpolation? Unshear { get; init; }

    /// <value>The file is a label map: of a picture with a palette the indices are meant, not its colours. Default false.</value>
    public bool Labels { get; init; }

    /// <value>Red, green and blue as three volumes, of images that have them.</value>
    internal bool Colour { get; init; }
}
