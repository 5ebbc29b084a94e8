using System.Globalization;
using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Pixels;

namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>One image object's frames: from functional groups where it is enhanced, else from its plain attributes.</summary>
internal sealed class InstanceReader
{
    private readonly DicomFile file;
    private readonly DicomDataSet data;
    private readonly DicomDataSet? shared;
    private readonly IReadOnlyList<DicomDataSet> perFrame;
    private readonly PixelFormat format;
    private readonly DicomInstance instance;

    private InstanceReader(DicomFile file)
    {
        this.file = file;
        data = file.DataSet;
        shared = data.Item(DicomTag.SharedGroups);
        perFrame = data.Items(DicomTag.PerFrameGroups);
        format = PixelFormat.Of(file);
        instance = new(file, data.Text(DicomTag.SopClass), data.Text(DicomTag.SopInstance), data.Text(DicomTag.SeriesInstance), data.Integer(DicomTag.InstanceNumber), format.Rows, format.Columns);
    }

    /// <exception cref="DataException">An attribute that places the frames is damaged, or the object is a tiled slide.</exception>
    public static DicomInstance Read(DicomFile file)
    {
        var reader = new InstanceReader(file);
        reader.instance.Frames = reader.Frames();
        return reader.instance;
    }

    private DicomFrame[] Frames()
    {
        if (data.Has(DicomTag.TotalColumns))
            throw new DataException(file.Path, "is a whole-slide image of tiles, which Seno does not assemble", "Export the region of interest as one picture");
        if (perFrame.Count > 0 && perFrame.Count != format.Frames)
            throw new DataException(file.Path, $"states {format.Frames} frames but describes {perFrame.Count}", "The file is damaged: export it again");
        PixelFrames.RequireRoom(file);
        // descriptions of frames take memory too: of frames smaller than 16 bytes each there are few
        if (format.Frames > 1 + file.Pixels!.End / 16)
            throw new DataException(file.Path, $"claims {format.Frames} frames, more than a file of its length can hold", "The file is damaged: export it again");
        var first = Plain();
        if (perFrame.Count > 0)
        {
            var dimensions = FrameMarks.DimensionsOf(data);
            return [.. perFrame.Select((groups, index) => Enhanced(first, groups, index, dimensions))];
        }
        return format.Frames == 1 ? [first] : Stacked(first);
    }

    private DicomFrame Plain()
    {
        var orientation = Orientation(data);
        var position = orientation is null ? null : Point(data, DicomTag.ImagePosition);
        return new()
        {
            Instance = instance,
            Index = 0,
            Position = position,
            Orientation = position is null ? null : orientation,
            Spacing = PlaneSpacing.Of(data, shared?.Item(DicomTag.PixelMeasures)),
            Thickness = Thickness(shared?.Item(DicomTag.PixelMeasures)) ?? Thickness(data),
            Slope = Slope(data) ?? data.Number(DicomTag.DoseGridScaling) ?? 1,
            Intercept = data.Number(DicomTag.RescaleIntercept) ?? 0,
            Marks = FrameMarks.Of(data),
        };
    }

    private DicomFrame Enhanced(DicomFrame first, DicomDataSet groups, int index, bool[] dimensions)
    {
        DicomDataSet? Group(uint tag) => groups.Item(tag) ?? shared?.Item(tag);
        var orientation = Group(DicomTag.PlaneOrientation) is { } plane ? Orientation(plane) : first.Orientation;
        var position = Group(DicomTag.PlanePosition) is { } place ? Point(place, DicomTag.ImagePosition) : first.Position;
        var values = Group(DicomTag.PixelValueTransformation);
        var measures = Group(DicomTag.PixelMeasures);
        return first with
        {
            Index = index,
            Position = orientation is null ? null : position,
            Orientation = position is null ? null : orientation,
            Spacing = PlaneSpacing.Of(data, measures),
            Thickness = Thickness(measures) ?? first.Thickness,
            Slope = values is null ? first.Slope : Slope(values) ?? 1,
            Intercept = values is null ? first.Intercept : values.Number(DicomTag.RescaleIntercept) ?? 0,
            Marks = first.Marks.Enhanced(Group, dimensions),
        };
    }

    /// <summary>Frames without groups: a stack where offsets or a spacing place them, else pictures one after another.</summary>
    private DicomFrame[] Stacked(DicomFrame first)
    {
        var offsets = data.Numbers(DicomTag.GridFrameOffsets);
        if (first.Position is { } origin && (offsets.Length == format.Frames || data.Number(DicomTag.SpacingBetweenSlices) is not (null or 0)))
        {
            var between = data.Number(DicomTag.SpacingBetweenSlices) ?? 0;
            double Offset(int index) => offsets.Length == format.Frames ? offsets[index] - offsets[0] : index * between;
            return [.. Enumerable.Range(0, format.Frames).Select(index => first with { Index = index, Position = origin + Offset(index) * first.Normal })];
        }
        var clock = FrameClock();
        DicomFrame Picture(int index) =>
            first with { Index = index, Position = null, Orientation = null, Marks = first.Marks with { Cine = clock?[index] } };
        return [.. Enumerable.Range(0, format.Frames).Select(Picture)];
    }

    /// <returns>Seconds of each frame after the first; null where the object states none.</returns>
    private double[]? FrameClock()
    {
        var steps = data.Numbers(DicomTag.FrameTimeVector);
        var step = data.Number(DicomTag.FrameTime);
        if (steps.Length != format.Frames && step is not > 0)
            return null;
        var clock = new double[format.Frames];
        for (var i = 1; i < clock.Length; i++)
            clock[i] = clock[i - 1] + (steps.Length == format.Frames ? steps[i] : step!.Value) / 1000;
        return clock;
    }

    /// <summary>A slope of 0 says nothing, as in other readers.</summary>
    private static double? Slope(DicomDataSet values) => values.Number(DicomTag.RescaleSlope) is { } slope && slope != 0 ? slope : null;

    private static double? Thickness(DicomDataSet? measures) => measures?.Number(DicomTag.SliceThickness) is > 0 and { } thickness ? thickness : null;

    private Vector3? Point(DicomDataSet set, uint tag)
    {
        var numbers = set.Numbers(tag);
        return numbers.Length switch
        {
            0 => null,
            3 => new(numbers[0], numbers[1], numbers[2]),
            _ => throw Bad(tag, numbers.Length),
        };
    }

    private (Vector3 Row, Vector3 Column)? Orientation(DicomDataSet set)
    {
        var n = set.Numbers(DicomTag.ImageOrientation);
        if (n.Length == 0)
            return null;
        if (n.Length != 6)
            throw Bad(DicomTag.ImageOrientation, n.Length);
        var (row, column) = (new Vector3(n[0], n[1], n[2]), new Vector3(n[3], n[4], n[5]));
        // a thousandth is what rounding to six digits may leave, and some
        if (Math.Abs(row.Length - 1) > 1e-3 || Math.Abs(column.Length - 1) > 1e-3 || Math.Abs(row.Dot(column)) > 1e-3)
            throw new DataException(file.Path, "has an Image Orientation (0020,0037) whose directions are not perpendicular unit vectors", "Correct it or export the file again");
        var unit = 1 / row.Length * row;
        var normal = unit.Cross(column);
        return (unit, (1 / normal.Length * normal).Cross(unit));
    }

    private DataException Bad(uint tag, int count) => new(file.Path, string.Create(CultureInfo.InvariantCulture, $"has {count} numbers in {DicomTag.Text(tag)}"), "The file is damaged: export it again");
}
