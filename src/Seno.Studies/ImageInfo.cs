using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Imaging.Operators;

namespace Seno.Studies;

/// <summary>What an image file holds, in numbers.</summary>
/// <param name="File">The file.</param>
/// <param name="Format">The format's name.</param>
/// <param name="StoredAs">How a voxel is stored.</param>
/// <param name="Size">Voxels along x, y and z.</param>
/// <param name="Volumes">Phases or components on that grid.</param>
/// <param name="Spacing">mm; null where unknown, x and y alone where the thickness of a single slice is not stated.</param>
/// <param name="Origin">mm in LPS, the first voxel's centre; null where unknown.</param>
/// <param name="Axes">Where x, y and z run, such as LPS; null where unknown.</param>
/// <param name="Oblique">Largest angle in degrees to the patient's axes; null where unknown.</param>
/// <param name="Times">Seconds after the first volume.</param>
/// <param name="Components">What the volumes are, where named.</param>
/// <param name="Labels">Names of labels by value, where the file gives them.</param>
/// <param name="Values">The intensities of all volumes.</param>
public sealed record ImageInfo(
    string File,
    string Format,
    string StoredAs,
    IReadOnlyList<int> Size,
    int Volumes,
    IReadOnlyList<double>? Spacing,
    IReadOnlyList<double>? Origin,
    string? Axes,
    double? Oblique,
    IReadOnlyList<double>? Times,
    IReadOnlyList<string>? Components,
    IReadOnlyDictionary<byte, string>? Labels,
    ValueSummary Values)
{
    /// <value>Names of labels volume by volume, where the volumes are layers with names of their own.</value>
    public IReadOnlyList<IReadOnlyDictionary<byte, string>>? LayerLabels { get; init; }

    /// <value>What tells the volumes apart; null for a single one, or where nothing says so.</value>
    public string? SeparatedBy { get; init; }

    public static ImageInfo Of(string path, ImageContent content)
    {
        var geometry = content.Images.Geometry;
        var known = geometry.SpacingKnown;
        var placed = known && content.PlaceKnown;
        static double[] Numbers(Vector3 v) => [v.X, v.Y, v.Z];
        return new(
            path,
            content.Format,
            content.StoredAs,
            [geometry.Size.X, geometry.Size.Y, geometry.Size.Z],
            content.Images.Volumes.Count,
            known ? content.ThicknessKnown ? Numbers(geometry.Spacing) : [geometry.Spacing.X, geometry.Spacing.Y] : null,
            placed ? Numbers(geometry.Origin) : null,
            placed ? AxisCodes.Of(geometry) : null,
            placed ? Obliqueness.Degrees(geometry) : null,
            content.Images.Times,
            content.Components,
            content.LabelNames.Count > 0 ? content.LabelNames : null,
            ValueSummary.Of(content.Images.Volumes))
        {
            LayerLabels = content.LayerNames.Count > 0 ? content.LayerNames : null,
            SeparatedBy = content.Images.Volumes.Count > 1 ? content.SeparatedBy : null,
        };
    }
}
