using Seno.Imaging.Formats;
using Seno.Imaging.Operators;

namespace Seno.Studies;

/// <summary>What 'seno convert' is asked for.</summary>
public sealed record ConvertRequest(string Input, string Output)
{
    /// <value>Axis code the image is turned to, RAS for instance. Default null: as it is.</value>
    public string? Orient { get; init; }

    /// <value>Component or number of a volume. Default null: all.</value>
    public string? Component { get; init; }

    /// <value>How a sheared grid is resampled. Default null: it is refused.</value>
    public Interpolation? Unshear { get; init; }

    internal ImageReadOptions ReadOptions => new() { Component = Component, Unshear = Unshear };
}
