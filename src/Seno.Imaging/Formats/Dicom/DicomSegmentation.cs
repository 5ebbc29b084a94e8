using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Pixels;
using Seno.Imaging.Formats.Dicom.Segmentation;

namespace Seno.Imaging.Formats.Dicom;

/// <summary>A DICOM SEG: binary, fractional or a label map, its segments perhaps overlapping, its empty frames perhaps left out.</summary>
public sealed class DicomSegmentation
{
    private readonly DicomFile file;
    private readonly SegmentationHeader header;

    private DicomSegmentation(DicomFile file, SegmentationHeader header)
    {
        this.file = file;
        this.header = header;
    }

    public string Path => file.Path;

    public IReadOnlyList<DicomSegment> Segments => header.Segments;

    /// <value>Whether voxels hold fractions rather than yes or no.</value>
    public bool Fractional => header.Fractional;

    /// <value>PROBABILITY or OCCUPANCY; null where not fractional.</value>
    public string? FractionalType => header.FractionalType;

    /// <value>The grid its own frames span, gaps between them included. A source image's may be larger.</value>
    public Geometry Geometry => header.Geometry;

    /// <value>Series it says it was made from.</value>
    public IReadOnlyList<string> SourceSeriesUids => header.SourceSeriesUids;

    /// <param name="path">One DICOM file, which must stay where it is: pixels are read when they are asked for.</param>
    /// <exception cref="DataException">No DICOM SEG, or damaged.</exception>
    public static DicomSegmentation Read(string path) => DicomGuard.Run(path, () =>
    {
        var file = DicomFile.Open(path);
        if (ObjectKinds.Of(file) != ObjectKind.Segmentation)
            throw new DataException(path, "is no DICOM segmentation (SEG)", "Give the SEG object; images and structure sets are read as such");
        PixelFrames.RequireRoom(file);
        if (PixelFormat.Of(file).Samples != 1)
            throw new DataException(path, "has segments in colour", "The file is damaged: export it again");
        return new DicomSegmentation(file, SegmentationHeader.Of(file));
    });

    /// <summary>Writes a label map as binary segments: one frame for each segment and slice that is not empty, with references to the source.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labels">On the source's grid; labels that no segment has are left out.</param>
    /// <param name="segments">At least one.</param>
    /// <param name="source">The image segmented. Patient, study and place are taken from it.</param>
    /// <param name="description">Of the new series, at most 64 characters.</param>
    /// <exception cref="ArgumentException">Another size than the source, or no segment.</exception>
    public static void Write(string path, Volume<byte> labels, IReadOnlyList<DicomSegment> segments, DicomSeries source, string description = "Segmentation by Seno") =>
        SegmentationWriter.WriteBinary(path, labels, segments, source, description);

    /// <summary>Writes fractions in steps of 1/255.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fractions">0..1 on the source's grid, one volume a segment.</param>
    /// <param name="segments">At least one.</param>
    /// <param name="source">The image segmented.</param>
    /// <param name="occupancy">Fractions are parts of a voxel; default: probabilities.</param>
    /// <param name="description">Of the new series, at most 64 characters.</param>
    /// <exception cref="ArgumentException">Another size than the source, another number of volumes, or no segment.</exception>
    public static void WriteFractions(string path, IReadOnlyList<Volume<float>> fractions, IReadOnlyList<DicomSegment> segments, DicomSeries source, bool occupancy = false, string description = "Segmentation by Seno") =>
        SegmentationWriter.WriteFractions(path, fractions, segments, source, description, occupancy ? "OCCUPANCY" : "PROBABILITY");

    /// <summary>One segment's fractions, 0..1; 0 and 1 where the object is binary.</summary>
    /// <param name="segment">Its number.</param>
    /// <param name="grid">The source image's grid; default: its own.</param>
    /// <exception cref="ArgumentException">No such segment.</exception>
    /// <exception cref="DataException">Its voxels do not coincide with the grid's, or lie outside it; or pixels that are damaged, or compressed where GDCM is not installed.</exception>
    public Volume<float> Fractions(int segment, Geometry? grid = null)
    {
        if (Segments.All(one => one.Number != segment))
            throw new ArgumentException($"there is no segment {segment}", nameof(segment));
        var fractions = new Volume<float>(grid ?? Geometry);
        ForEachVoxel(fractions.Geometry, [.. header.Frames.Index().Where(frame => header.LabelMap || frame.Item.Segment == segment)], (_, at, value) =>
        {
            if (!header.LabelMap || value == segment)
                fractions.Array[at] = Math.Max(fractions.Array[at], Fraction(value));
        });
        return fractions;
    }

    /// <summary>One segment as a mask: fractions of at least a half.</summary>
    /// <exception cref="DataException">As <see cref="Fractions"/>.</exception>
    public Volume<byte> Mask(int segment, Geometry? grid = null) => Fractions(segment, grid).Map(static fraction => (byte)(fraction >= 0.5f ? 1 : 0));

    /// <summary>Every voxel's segment number, 0 for none; of fractional segments the largest of those of at least a half.</summary>
    /// <param name="grid">The source image's grid; default: its own.</param>
    /// <exception cref="DataException">
    /// As <see cref="Fractions"/>; binary segments overlap, or fractional ones with equal fractions above a half; a number above 255.
    /// </exception>
    public Volume<byte> LabelMap(Geometry? grid = null)
    {
        if (Segments.FirstOrDefault(segment => segment.Number > byte.MaxValue) is { } large)
            throw new DataException(
                Path,
                $"has a segment {large.Number}, and a label map of Seno ends at 255",
                "Read the segments one by one with --component NUMBER");
        var labels = new Volume<byte>(grid ?? Geometry);
        var largest = Fractional ? new Volume<float>(labels.Geometry) : null;
        ForEachVoxel(labels.Geometry, [.. header.Frames.Index().OrderBy(frame => frame.Item.Segment)], (segment, at, value) =>
        {
            if (largest is null)
                Assign(header.LabelMap ? (int)value : segment, ref labels.Array[at]);
            else if (Fraction(value) >= 0.5f && Fraction(value) > largest.Array[at])
                (largest.Array[at], labels.Array[at]) = (Fraction(value), (byte)segment);
            else if (Fraction(value) > 0.5f && Fraction(value) == largest.Array[at])
                Assign(segment, ref labels.Array[at]);
        });
        return labels;
    }

    private delegate void Visit(int segment, int at, float value);

    private float Fraction(float value) => header.LabelMap || !Fractional ? 1 : Math.Min(1, value / header.MaximumFraction);

    private void Assign(int segment, ref byte label)
    {
        if (label != 0 && label != segment)
            throw new DataException(
                Path,
                $"has overlapping segments ({label} and {segment}), which one label map cannot hold",
                "Read the segments one by one with --component NUMBER");
        label = (byte)segment;
    }

    /// <summary>Decodes frames, and visits their voxels that are not 0 where they fall on a grid.</summary>
    private void ForEachVoxel(Geometry grid, (int Index, SegmentationFrame Frame)[] frames, Visit visit) => DicomGuard.Run(Path, () =>
    {
        using var decoder = new FrameDecoder(file);
        var plane = new float[decoder.Format.PlanePixels];
        foreach (var (index, frame) in frames)
        {
            var where = frame.On(grid) ?? throw new DataException(Path, $"has frames whose voxels do not coincide with those of the image ({grid.Size})", "Give the image it was made from, or resample the segmentation to it");
            decoder.ReadStored(index, plane);
            for (var i = 0; i < plane.Length; i++)
            {
                if (plane[i] == 0)
                    continue;
                var at = where.IndexOf(i % frame.Columns, i / frame.Columns, grid.Size);
                if (at >= 0)
                    visit(frame.Segment, at, plane[i]);
                else if (!frame.IsTile)
                    throw new DataException(Path, "has segmented voxels outside the image", "Give the image it was made from");
            }
        }
        return true;
    });
}
