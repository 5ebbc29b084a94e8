using System.Globalization;
using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Imaging.Formats.Dicom;
using Seno.Imaging.Operators;

namespace Seno.Studies;

/// <summary>An image as a DICOM series, or a label map as a segmentation or a structure set of the images it was drawn on.</summary>
internal static class DicomOutput
{
    /// <summary>What a new DICOM object may be.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["seg", "fractions", "rtstruct", "series"];

    /// <exception cref="DataException">No images given where they are needed, another grid than theirs, or values that are no labels.</exception>
    public static void Write(string path, string kind, ImageContent content, DicomChoice choice, Action<string> warn)
    {
        if (kind == "series")
        {
            DicomSeriesFiles.Write(path, Righted(content.Images), new() { Description = "Image by Seno", Identity = Path.GetFileName(path), Modality = content.Format.StartsWith("DICOM ", StringComparison.Ordinal) ? content.Format["DICOM ".Length..] : "OT" });
            return;
        }
        if (choice.Source is null)
            throw new DataException("--source", "is needed: a segmentation refers to the images it was drawn on", "Give their file or folder with --source");
        using var images = DicomSource.Open(choice.Source);
        var source = images.Choose(choice.Series, warn);
        if (kind == "fractions")
        {
            var fractions = content.Images.Volumes.Select(volume => OnGrid(path, volume, source.Geometry)).ToArray();
            DicomSegmentation.WriteFractions(path, fractions, [.. Enumerable.Range(1, fractions.Length).Select(number => SegmentOf(number, content))], source);
            return;
        }
        var labels = LabelsOf(path, OnGrid(path, content.Images.Volumes[0], source.Geometry));
        DicomSegment[] segments = [.. labels.Array.Distinct().Where(label => label > 0).Order().Select(label => SegmentOf(label, content))];
        if (segments.Length == 0)
            throw new DataException(path, "would be empty: the label map has no label", "A DICOM segmentation needs at least one segment");
        if (kind == "rtstruct")
            DicomStructures.Write(path, labels, segments, source);
        else
            DicomSegmentation.Write(path, labels, segments, source);
    }

    private static DicomSegment SegmentOf(int number, ImageContent content) => new(number, content.LabelNames.GetValueOrDefault((byte)number) ?? string.Create(CultureInfo.InvariantCulture, $"label {number}"));

    /// <exception cref="DataException">
    /// An image's voxels are not those of the images it lies on, whatever the order of its axes.
    /// </exception>
    public static void RequireSameGrid(string path, Volume<float> volume, Geometry grid) => Require(
        path,
        volume.Geometry,
        grid,
        "does not lie on the grid of the images given with --source",
        "Give the images it was drawn on, resample it to them, or leave --source out");

    /// <summary>The same voxels in the source's order, which must then be the source's own.</summary>
    private static Volume<float> OnGrid(string path, Volume<float> volume, Geometry grid)
    {
        Require(
            path,
            volume.Geometry,
            grid,
            "cannot be written: the label map does not lie on the grid of the images",
            "Give the images it was drawn on, or resample it to them");
        return GridComparison.Require(volume, grid, reorient: true, path, ("the label map", "the images"));
    }

    private static void Require(string path, Geometry own, Geometry grid, string problem, string cure)
    {
        if (!GridComparison.Same(own, grid) && !GridComparison.Reordered(own, grid))
            throw new DataException(path, $"{problem}: it {GridComparison.Difference(own, grid)}", cure);
    }

    private static Volume<byte> LabelsOf(string path, Volume<float> volume)
    {
        var labels = new Volume<byte>(volume.Geometry);
        for (var i = 0; i < labels.Array.Length; i++)
        {
            var value = volume.Array[i];
            labels.Array[i] = value is >= 0 and <= byte.MaxValue && value == MathF.Floor(value)
                ? (byte)value
                : throw new DataException(path, FormattableString.Invariant($"cannot be written: {value} is no label (a whole number from 0 to 255)"), "Give a label map, or write fractions with --as fractions");
        }
        return labels;
    }

    /// <summary>DICOM orders slices along the right-handed normal of their plane.</summary>
    private static VolumeSequence Righted(VolumeSequence images)
    {
        var direction = images.Geometry.Direction;
        return direction.X.Cross(direction.Y).Dot(direction.Z) >= 0 ? images : Reorient.To(images, Opposite(AxisCodes.Of(images.Geometry)));
    }

    private static string Opposite(string code) => code[..2] + (code[2] switch { 'L' => 'R', 'R' => 'L', 'P' => 'A', 'A' => 'P', 'S' => 'I', _ => 'S' });
}
