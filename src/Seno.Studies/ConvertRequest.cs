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

    /// <value>What is meant where DICOM leaves a choice.</value>
    public DicomChoice Dicom { get; init; } = new();

    /// <value>What DICOM to write: seg, fractions, rtstruct or series. Default null: seg where the output ends in .dcm, no DICOM otherwise.</value>
    public string? As { get; init; }

    /// <value>The output is a data set, and the image becomes this case of it. Default null: the output is a file.</value>
    public string? Case { get; init; }

    internal ImageReadOptions ReadOptions => new() { Component = Component, Unshear = Unshear };
}
