using System.Security.Cryptography;
using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Writing;

namespace Seno.Imaging.Formats.Dicom.Segmentation;

/// <summary>Writes a Segmentation object (DICOM PS3.3 A.51): one frame for each segment and slice that is not empty.</summary>
internal sealed class SegmentationWriter
{
    private const int MaximumFraction = 255;

    private static readonly CodedConcept Derivation = new("113076", "DCM", "Segmentation");
    private static readonly CodedConcept Purpose = new("121322", "DCM", "Source image for image processing operation");

    private readonly DicomSeries source;
    private readonly Geometry geometry;
    private readonly IReadOnlyList<DicomSegment> segments;
    private readonly List<(DicomSegment Segment, int Slice, byte[] Plane)> frames = [];

    private SegmentationWriter(DicomSeries source, IReadOnlyList<DicomSegment> segments)
    {
        if (segments.Count == 0)
            throw new ArgumentException("a segmentation needs a segment", nameof(segments));
        this.source = source;
        this.segments = segments;
        geometry = source.Geometry;
    }

    private bool HasPlace => source.AllFrames[0].Position is not null;

    public static void WriteBinary(string path, Volume<byte> labels, IReadOnlyList<DicomSegment> segments, DicomSeries source, string description)
    {
        RequireSame(labels.Size, source);
        var writer = new SegmentationWriter(source, segments);
        foreach (var segment in segments)
            writer.Collect(segment, slice => Pixels(labels.Array, labels.Size, slice, label => (byte)(label == segment.Number ? 1 : 0)));
        writer.Write(path, description, fractionalType: null);
    }

    public static void WriteFractions(string path, IReadOnlyList<Volume<float>> fractions, IReadOnlyList<DicomSegment> segments, DicomSeries source, string description, string fractionalType)
    {
        if (fractions.Count != segments.Count)
            throw new ArgumentException($"{fractions.Count} volumes given for {segments.Count} segments", nameof(fractions));
        var writer = new SegmentationWriter(source, segments);
        foreach (var (segment, volume) in segments.Zip(fractions))
        {
            RequireSame(volume.Size, source);
            writer.Collect(segment, slice => Pixels(volume.Array, volume.Size, slice, fraction => (byte)MathF.Round(Math.Clamp(fraction, 0, 1) * MaximumFraction)));
        }
        writer.Write(path, description, fractionalType);
    }

    private static void RequireSame(Size3 size, DicomSeries source)
    {
        if (size != source.Geometry.Size)
            throw new ArgumentException($"the segmentation is {size} but its source image {source.Geometry.Size}", nameof(size));
    }

    private static byte[] Pixels<T>(T[] voxels, Size3 size, int slice, Func<T, byte> convert)
    {
        var plane = new byte[size.X * size.Y];
        for (var i = 0; i < plane.Length; i++)
            plane[i] = convert(voxels[slice * (long)plane.Length + i]);
        return plane;
    }

    private void Collect(DicomSegment segment, Func<int, byte[]> plane)
    {
        for (var slice = 0; slice < geometry.Size.Z; slice++)
        {
            var pixels = plane(slice);
            if (pixels.AsSpan().ContainsAnyExcept((byte)0))
                frames.Add((segment, slice, pixels));
        }
    }

    private void Write(string path, string description, string? fractionalType)
    {
        // an object must have a frame, also where nothing is segmented
        if (frames.Count == 0)
            frames.Add((segments[0], 0, new byte[geometry.Size.X * geometry.Size.Y]));
        var pixels = fractionalType is null ? Packed() : [.. frames.SelectMany(frame => frame.Plane)];
        var target = CommonModules.Derived(source, ObjectKinds.Segmentation, "SEG", description, Convert.ToHexString(SHA256.HashData(pixels)), DateTimeOffset.UtcNow);
        AddImage(target, fractionalType, description);
        AddDimensions(target);
        target.AddSequence(DicomTag.Segments, segments.Select(Describe));
        target.AddSequence(DicomTag.SharedGroups, Shared());
        target.AddSequence(DicomTag.PerFrameGroups, frames.Select(frame => Groups(frame.Segment, frame.Slice)));
        target.AddSequence(DicomTag.ReferencedSeries, ReferencedSeries());
        target.AddBytes(DicomTag.PixelData, "OB", pixels);
        AtomicFile.Write(path, stream => target.WriteTo(stream, TransferSyntax.ExplicitLittle));
    }

    /// <summary>Single bits, the first pixel lowest; frames follow each other without padding.</summary>
    private byte[] Packed()
    {
        var size = geometry.Size.X * geometry.Size.Y;
        var bytes = new byte[((long)size * frames.Count + 7) / 8];
        for (var f = 0; f < frames.Count; f++)
        {
            for (var i = 0; i < size; i++)
            {
                var bit = (long)f * size + i;
                bytes[bit / 8] |= (byte)(frames[f].Plane[i] << (int)(bit % 8));
            }
        }
        return bytes;
    }

    private void AddImage(DicomObject target, string? fractionalType, string description)
    {
        var bits = (ushort)(fractionalType is null ? 1 : 8);
        target.Add(DicomTag.ImageType, "CS", "DERIVED\\PRIMARY");
        target.Add(DicomTag.SamplesPerPixel, 1);
        target.Add(DicomTag.Photometric, "CS", "MONOCHROME2");
        target.AddInteger(DicomTag.NumberOfFrames, frames.Count);
        target.Add(DicomTag.Rows, (ushort)geometry.Size.Y);
        target.Add(DicomTag.Columns, (ushort)geometry.Size.X);
        target.Add(DicomTag.BitsAllocated, bits);
        target.Add(DicomTag.BitsStored, bits);
        target.Add(DicomTag.HighBit, (ushort)(bits - 1));
        target.Add(DicomTag.PixelRepresentation, 0);
        target.Add(DicomTag.LossyCompression, "CS", "00");
        target.Add(DicomTag.BurnedInAnnotation, "CS", "NO");
        target.Add(DicomTag.SegmentationType, "CS", fractionalType is null ? "BINARY" : "FRACTIONAL");
        target.Add(DicomTag.ContentLabel, "CS", "SEGMENTATION");
        target.Add(DicomTag.ContentDescription, "LO", CommonModules.Short(description, 64));
        target.Add(DicomTag.ContentCreator, "PN", "Seno");
        if (fractionalType is null)
            return;
        target.Add(DicomTag.FractionalType, "CS", fractionalType);
        target.Add(DicomTag.MaximumFractionalValue, MaximumFraction);
    }

    private void AddDimensions(DicomObject target)
    {
        var organization = DicomUid.Of(source.Uid, "dimensions of a segmentation");
        target.AddSequence(DicomTag.DimensionOrganizations, new DicomObject { { DicomTag.DimensionOrganization, "UI", organization } });
        DicomObject Index(uint pointer, uint group)
        {
            var item = new DicomObject { { DicomTag.DimensionOrganization, "UI", organization } };
            item.AddTag(DicomTag.DimensionIndexPointer, pointer);
            item.AddTag(DicomTag.FunctionalGroupPointer, group);
            return item;
        }
        var bySegment = Index(DicomTag.ReferencedSegmentNumber, DicomTag.SegmentIdentification);
        target.AddSequence(DicomTag.DimensionIndices, HasPlace ? [bySegment, Index(DicomTag.ImagePosition, DicomTag.PlanePosition)] : [bySegment]);
    }

    private static DicomObject Describe(DicomSegment segment)
    {
        var item = new DicomObject
        {
            { DicomTag.SegmentNumber, (ushort)segment.Number },
            { DicomTag.SegmentLabel, "LO", CommonModules.Short(segment.Label, 64) },
            { DicomTag.SegmentAlgorithmType, "CS", segment.Algorithm },
        };
        if (segment.Algorithm != "MANUAL")
            item.Add(DicomTag.SegmentAlgorithmName, "LO", CommonModules.Short(segment.AlgorithmName, 64));
        item.AddSequence(DicomTag.SegmentedCategory, segment.Category.ToItem());
        item.AddSequence(DicomTag.SegmentedType, segment.Type.ToItem());
        item.AddSequence(DicomTag.AnatomicRegion, CodedConcept.Breast.ToItem());
        return item;
    }

    private DicomObject Shared()
    {
        var groups = new DicomObject();
        if (!HasPlace)
            return groups;
        var measures = new DicomObject();
        measures.AddDecimals(DicomTag.SliceThickness, geometry.Spacing.Z);
        measures.AddDecimals(DicomTag.SpacingBetweenSlices, geometry.Spacing.Z);
        measures.AddDecimals(DicomTag.PixelSpacing, geometry.Spacing.Y, geometry.Spacing.X);
        groups.AddSequence(DicomTag.PixelMeasures, measures);
        var (x, y) = (geometry.Direction.X, geometry.Direction.Y);
        var orientation = new DicomObject();
        orientation.AddDecimals(DicomTag.ImageOrientation, x.X, x.Y, x.Z, y.X, y.Y, y.Z);
        groups.AddSequence(DicomTag.PlaneOrientation, orientation);
        return groups;
    }

    private DicomObject Groups(DicomSegment segment, int slice)
    {
        var groups = new DicomObject();
        var content = new DicomObject();
        var segmentIndex = (uint)(segments.Index().First(one => one.Item.Number == segment.Number).Index + 1);
        content.Add(DicomTag.DimensionIndexValues, HasPlace ? [segmentIndex, (uint)slice + 1] : [segmentIndex]);
        groups.AddSequence(DicomTag.FrameContent, content);
        groups.AddSequence(DicomTag.SegmentIdentification, new DicomObject { { DicomTag.ReferencedSegmentNumber, (ushort)segment.Number } });
        groups.AddSequence(DicomTag.DerivationImage, DerivedFrom(slice));
        if (HasPlace)
        {
            var position = geometry.Origin + slice * geometry.Spacing.Z * geometry.Direction.Z;
            var plane = new DicomObject();
            plane.AddDecimals(DicomTag.ImagePosition, position.X, position.Y, position.Z);
            groups.AddSequence(DicomTag.PlanePosition, plane);
        }
        return groups;
    }

    private DicomObject DerivedFrom(int slice)
    {
        var image = CommonModules.Reference(source.Stack.Phases[0][slice]);
        image.Add(DicomTag.LocationsPreserved, "CS", "YES");
        image.AddSequence(DicomTag.PurposeOfReference, Purpose.ToItem());
        var derivation = new DicomObject();
        derivation.AddSequence(DicomTag.SourceImages, image);
        derivation.AddSequence(DicomTag.DerivationCode, Derivation.ToItem());
        return derivation;
    }

    private DicomObject ReferencedSeries()
    {
        var series = new DicomObject { { DicomTag.SeriesInstance, "UI", source.Uid } };
        series.AddSequence(DicomTag.ReferencedInstances, source.Stack.Phases[0].Select(frame => frame.Instance).Distinct().Select(CommonModules.Reference));
        return series;
    }
}
