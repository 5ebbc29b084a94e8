using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Pixels;

namespace Seno.Imaging.Formats.Dicom.Segmentation;

/// <summary>Reads where each frame of a SEG lies, and whose it is, from its functional groups.</summary>
internal static class SegmentationFrames
{
    public static SegmentationFrame[] Of(DicomDataSet data, PixelFormat format, bool labelMap)
    {
        var shared = data.Item(DicomTag.SharedGroups);
        var perFrame = data.Items(DicomTag.PerFrameGroups);
        if (perFrame.Count == 0 && data.Text(DicomTag.DimensionOrganizationType) == "TILED_FULL")
            return Tiled(data, format, labelMap);
        if (perFrame.Count != format.Frames)
            throw new DataException(data.Path, $"states {format.Frames} frames but describes {perFrame.Count}", "The file is damaged: export it again");
        return [.. perFrame.Select(groups => Frame(tag => groups.Item(tag) ?? shared?.Item(tag), format, labelMap, data.Path))];
    }

    private static SegmentationFrame Frame(Func<uint, DicomDataSet?> group, PixelFormat format, bool labelMap, string path)
    {
        var segment = labelMap ? 0 : group(DicomTag.SegmentIdentification)?.Integer(DicomTag.ReferencedSegmentNumber)
            ?? throw new DataException(path, "has a frame that names no segment", "The file is damaged: export it again");
        var frame = new SegmentationFrame { Segment = segment, Columns = format.Columns, Rows = format.Rows };
        if (group(DicomTag.PlanePositionSlide) is { } slide)
            return frame with { Tile = (slide.RequiredInteger(DicomTag.ColumnInMatrix, "a tile's column") - 1, slide.RequiredInteger(DicomTag.RowInMatrix, "a tile's row") - 1) };
        var position = group(DicomTag.PlanePosition)?.Numbers(DicomTag.ImagePosition);
        var o = group(DicomTag.PlaneOrientation)?.Numbers(DicomTag.ImageOrientation);
        var spacing = group(DicomTag.PixelMeasures)?.Numbers(DicomTag.PixelSpacing);
        if (position is null && o is null)
            return frame;
        if (position is not { Length: 3 } || o is not { Length: 6 } || spacing is not [> 0, > 0])
            throw new DataException(path, "has a frame without a whole position, orientation and pixel spacing", "The file is damaged: export it again");
        return frame with
        {
            Position = new(position[0], position[1], position[2]),
            Row = spacing[1] * new Vector3(o[0], o[1], o[2]),
            Column = spacing[0] * new Vector3(o[3], o[4], o[5]),
        };
    }

    /// <summary>Tiles without groups: along the rows of the slide, then segment after segment.</summary>
    private static SegmentationFrame[] Tiled(DicomDataSet data, PixelFormat format, bool labelMap)
    {
        var across = (data.RequiredInteger(DicomTag.TotalColumns, "the slide's columns") + format.Columns - 1) / format.Columns;
        var down = (data.RequiredInteger(DicomTag.TotalRows, "the slide's rows") + format.Rows - 1) / format.Rows;
        var tiles = Math.Max(1, (long)across * down);
        if (across < 1 || down < 1 || format.Frames % tiles != 0)
            throw new DataException(data.Path, $"has {format.Frames} frames where a slide of {across}×{down} tiles needs a multiple of {tiles}", "The file is damaged: export it again");
        return [.. Enumerable.Range(0, format.Frames).Select(index => new SegmentationFrame
        {
            Segment = labelMap ? 0 : 1 + (int)(index / tiles),
            Columns = format.Columns,
            Rows = format.Rows,
            Tile = ((int)(index % tiles) % across * format.Columns, (int)(index % tiles) / across * format.Rows),
        })];
    }
}
