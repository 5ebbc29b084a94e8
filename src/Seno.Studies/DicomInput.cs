using System.Globalization;
using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Imaging.Formats.Dicom;

namespace Seno.Studies;

/// <summary>A DICOM series as an image, or a segmentation or structure set as a label map.</summary>
internal static class DicomInput
{
    /// <exception cref="DataException">Nothing there is an image; several series and none chosen; contours without their images; segments that overlap.</exception>
    public static ImageContent Read(string path, ImageReadOptions options, DicomChoice choice, Action<string> warn)
    {
        using var found = DicomSource.Open(path);
        foreach (var note in found.Notes)
            warn(note);
        if (options.Unshear is not null)
            throw OptionUse.Without("--resample-sheared", path, "DICOM, whose slices cannot be sheared");
        return (found.Series.Count, found.Segmentations, found.Structures) switch
        {
            (0, [var segmentation], []) => Segmentation(segmentation, options, Needed(choice, path), warn),
            (0, [], [var structures]) => Structures(structures, options, choice, warn),
            (0, [_, ..], _) or (0, _, [_, ..]) => throw new DataException(path, $"holds {found.Segmentations.Count} segmentations and {found.Structures.Count} structure sets, and no images", "Give one of their files"),
            _ when choice.Source is not null && !choice.SourceForOutput =>
                throw OptionUse.Without("--source", path, "images, which need no others"),
            _ => Images(found.Choose(choice.Series, warn), options, warn),
        };
    }

    private static DicomChoice Needed(DicomChoice choice, string path) =>
        choice.Series is null || choice.Source is not null
            ? choice
            : throw OptionUse.Without("--series", path, "one segmentation", "give the images' folder with --source too, or leave it out");

    private static ImageContent Images(DicomSeries series, ImageReadOptions options, Action<string> warn)
    {
        var images = series.Read(warn);
        if (options.Component is { } component)
            images = new([images.Volumes[NumberOf(component, Enumerable.Range(0, images.Volumes.Count), "volume", series.Source)]]);
        var content = new ImageContent
        {
            Format = $"DICOM {series.Modality}",
            StoredAs = string.Create(CultureInfo.InvariantCulture, $"{series.Files.Count} file{(series.Files.Count == 1 ? "" : "s")}"),
            Images = images,
            VoxelType = TypeFor(images),
            ThicknessKnown = series.ThicknessKnown,
        };
        return VolumeSeparation.Add(content, series.SeparatedBy);
    }

    private static ImageContent Segmentation(string path, ImageReadOptions options, DicomChoice choice, Action<string> warn)
    {
        var segmentation = DicomSegmentation.Read(path);
        using var images = choice.Source is null ? null : DicomSource.Open(choice.Source);
        var grid = images?.Named(segmentation.SourceSeriesUids, choice.Series, warn).Geometry;
        var names = Names(segmentation.Segments.Select(segment => (segment.Number, segment.Label)));
        if (options.Component is null)
        {
            if (segmentation.Fractional)
            {
                var numbers = string.Join(", ", segmentation.Segments.Take(6).Select(segment => segment.Number));
                var kind = $"fractional ({segmentation.FractionalType})";
                warn($"{path}: {kind}, made yes or no at one half; --component {numbers} takes a segment's fractions");
            }
            return LabelMap("DICOM SEG", path, segmentation.LabelMap(grid), names);
        }
        var chosen = NumberOf(options.Component, segmentation.Segments.Select(segment => segment.Number), "segment", path);
        var fractions = new VolumeSequence([segmentation.Fractions(chosen, grid)]);
        return new()
        {
            Format = "DICOM SEG",
            StoredAs = segmentation.Fractional ? $"{segmentation.FractionalType?.ToLowerInvariant()} in 0..1" : "binary",
            Images = fractions,
            VoxelType = TypeFor(fractions),
            LabelNames = NameOf(segmentation.Segments.First(segment => segment.Number == chosen).Label),
        };
    }

    private static ImageContent Structures(string path, ImageReadOptions options, DicomChoice choice, Action<string> warn)
    {
        if (choice.Source is null)
            throw new DataException(path, "holds contours, which need the images they were drawn on", "Give their file or folder with --source");
        var structures = DicomStructures.Read(path);
        using var images = DicomSource.Open(choice.Source);
        var source = images.Named(structures.SourceSeriesUids, choice.Series, warn);
        var names = Names(structures.Regions.Select(each => (each.Number, each.Name)));
        if (options.Component is null)
            return LabelMap("DICOM RTSTRUCT", path, structures.LabelMap(source, warn), names);
        var chosen = NumberOf(options.Component, structures.Regions.Select(each => each.Number), "region", path);
        var name = structures.Regions.First(each => each.Number == chosen).Name;
        return LabelMap("DICOM RTSTRUCT", path, structures.Mask(chosen, source, warn), NameOf(name));
    }

    /// <summary>One segment or region alone is 1 in its mask, whatever its number.</summary>
    private static Dictionary<byte, string> NameOf(string name) => new() { [1] = name };

    /// <summary>Of the numbers that a label map can hold; of one given twice the first.</summary>
    private static Dictionary<byte, string> Names(IEnumerable<(int Number, string Name)> given) =>
        given.Where(one => one.Number is > 0 and <= byte.MaxValue).DistinctBy(one => one.Number).ToDictionary(
            one => (byte)one.Number,
            one => one.Name);

    private static ImageContent LabelMap(string format, string path, Volume<byte> labels, IReadOnlyDictionary<byte, string> names) => new()
    {
        Format = format,
        StoredAs = "label map",
        Images = new([labels.Map(label => (float)label)]),
        VoxelType = VoxelType.UInt8,
        LabelNames = names,
    };

    private static int NumberOf(string component, IEnumerable<int> known, string kind, string path) =>
        int.TryParse(component, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && known.Contains(number)
            ? number
            : throw new DataException("--component", $"'{component}' is no {kind} of {path}", $"Numbers there: {string.Join(", ", known)}");

    /// <summary>The smallest of the common types that loses nothing.</summary>
    private static VoxelType TypeFor(VolumeSequence images)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in images.Volumes.SelectMany(volume => volume.Array))
        {
            if (value != MathF.Floor(value))
                return VoxelType.Float32;
            (low, high) = (MathF.Min(low, value), MathF.Max(high, value));
        }
        return low >= 0 && high <= byte.MaxValue ? VoxelType.UInt8
            : low >= short.MinValue && high <= short.MaxValue ? VoxelType.Int16
            : low >= 0 && high <= ushort.MaxValue ? VoxelType.UInt16
            : VoxelType.Float32;
    }
}
