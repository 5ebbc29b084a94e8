using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Segmentation;

/// <summary>The grid that a SEG's own frames span.</summary>
internal static class SegmentationGrid
{
    /// <summary>Voxels that are always believed; beyond them, a thousand for each byte of the file.</summary>
    private const long AlwaysAllowed = 1L << 23;

    /// <exception cref="DataException">Frames of several orientations, at uneven distances, or absurdly far apart.</exception>
    public static Geometry Of(SegmentationFrame[] frames, DicomDataSet data, long fileLength, string path)
    {
        var first = frames[0];
        if (first.IsTile)
            return Bounded(new(data.RequiredInteger(DicomTag.TotalColumns, "the slide's columns"), data.RequiredInteger(DicomTag.TotalRows, "the slide's rows"), 1), null, default, null, fileLength, path);
        if (first.Position is null)
            return new(new(first.Columns, first.Rows, 1));
        if (frames.Any(frame => frame.Position is null || (frame.Row - first.Row).Length > 1e-3 * first.Row.Length || (frame.Column - first.Column).Length > 1e-3 * first.Column.Length))
            throw new DataException(path, "has frames of several orientations", "Export it as several segmentations");
        var normal = first.Normal;
        var lowest = frames.MinBy(frame => frame.Position!.Value.Dot(normal))!;
        var depths = frames.Select(frame => (frame.Position!.Value - lowest.Position!.Value).Dot(normal)).Order().ToArray();
        var gap = Gap(depths, data, first);
        var spacing = new Vector3(first.Row.Length, first.Column.Length, gap);
        if (!(spacing.X > 0 && spacing.Y > 0 && spacing.Z > 0 && double.IsFinite(spacing.X + spacing.Y + spacing.Z)))
            throw new DataException(path, "has frames whose voxels have no size", "The file is damaged: export it again");
        var slices = Math.Round(depths[^1] / gap) + 1;
        if (depths.Any(depth => Math.Abs(depth / gap - Math.Round(depth / gap)) > 0.1))
            throw new DataException(path, "has frames at uneven distances", "Read it onto the grid of its source image");
        var direction = new Direction(1 / first.Row.Length * first.Row, 1 / first.Column.Length * first.Column, normal);
        var size = new Size3(first.Columns, first.Rows, (int)Math.Min(slices, int.MaxValue));
        return Bounded(size, spacing, lowest.Position!.Value, direction, fileLength, path);
    }

    /// <summary>Empty frames may have been left out: the smallest distance between two is the slices', unless the object states it.</summary>
    private static double Gap(double[] depths, DicomDataSet data, SegmentationFrame first)
    {
        var measures = data.Item(DicomTag.SharedGroups)?.Item(DicomTag.PixelMeasures);
        var smallest = double.PositiveInfinity;
        for (var i = 1; i < depths.Length; i++)
        {
            if (depths[i] - depths[i - 1] > 0.05 * Math.Min(first.Row.Length, first.Column.Length))
                smallest = Math.Min(smallest, depths[i] - depths[i - 1]);
        }
        var stated = measures?.Number(DicomTag.SpacingBetweenSlices) is > 0 and { } between ? between : double.NaN;
        if (double.IsFinite(smallest))
            return stated < 1.05 * smallest ? stated : smallest;
        return double.IsFinite(stated) ? stated : measures?.Number(DicomTag.SliceThickness) is > 0 and { } thickness ? thickness : 1;
    }

    private static Geometry Bounded(Size3 size, Vector3? spacing, Vector3 origin, Direction? direction, long fileLength, string path) =>
        size.X > 0 && size.Y > 0 && size.Z > 0 && (double)size.X * size.Y * size.Z <= Math.Max(AlwaysAllowed, 1000.0 * fileLength) && size.Voxels <= Array.MaxLength
            ? new(size, spacing, origin, direction)
            : throw new DataException(path, $"has frames so far apart that they span {size} voxels", "The file is damaged; or read it onto the grid of its source image");
}
