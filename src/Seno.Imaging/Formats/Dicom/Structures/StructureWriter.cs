using System.Security.Cryptography;
using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Writing;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Formats.Dicom.Structures;

/// <summary>Writes an RT Structure Set (DICOM PS3.3 A.19) with the outlines of a label map, along the edges of its voxels.</summary>
/// <remarks>Implicit VR: an explicit one has room for 64 KB of coordinates only. Holes are contours of their own, as planning systems have it.</remarks>
internal static class StructureWriter
{
    private const string StudyManagement = "1.2.840.10008.3.1.2.3.1";

    private static readonly string[] Colours = ["255\\0\\0", "0\\160\\255", "0\\200\\0", "255\\160\\0", "200\\0\\255", "255\\255\\0"];

    public static void Write(string path, Volume<byte> labels, IReadOnlyList<DicomSegment> regions, DicomSeries source, string description)
    {
        if (labels.Size != source.Geometry.Size)
            throw new ArgumentException($"the label map is {labels.Size} but its source image {source.Geometry.Size}", nameof(labels));
        if (source.AllFrames[0].Position is null || !source.Geometry.SpacingKnown)
            throw new DataException(path, "cannot hold contours on images without a place in the patient", "Write a DICOM SEG instead");
        var created = DateTimeOffset.UtcNow;
        var target = CommonModules.Derived(source, ObjectKinds.Structures, "RTSTRUCT", description, Convert.ToHexString(SHA256.HashData(labels.Array)), created);
        target.Add(DicomTag.OperatorsName, "PN", "");
        target.Add(DicomTag.StructureSetLabel, "SH", CommonModules.Short(description, 16));
        CommonModules.AddTime(target, DicomTag.StructureSetDate, DicomTag.StructureSetTime, created);
        target.AddSequence(DicomTag.ReferencedFramesOfReference, Referenced(source));
        target.AddSequence(DicomTag.StructureSetRois, regions.Select(region => Describe(region, source)));
        target.AddSequence(DicomTag.RoiContours, regions.Index().Select(region => Contours(region.Item, Colours[region.Index % Colours.Length], labels, source)));
        target.AddSequence(DicomTag.RtRoiObservations, regions.Index().Select(region => Observation(region.Item, region.Index + 1)));
        target.Add(DicomTag.ApprovalStatus, "CS", "UNAPPROVED");
        AtomicFile.Write(path, stream => target.WriteTo(stream, TransferSyntax.ImplicitLittle));
    }

    private static DicomObject Referenced(DicomSeries source)
    {
        var series = new DicomObject { { DicomTag.SeriesInstance, "UI", source.Uid } };
        series.AddSequence(DicomTag.ContourImages, source.Stack.Phases[0].Select(CommonModules.Reference));
        var study = new DicomObject
        {
            { DicomTag.ReferencedSopClass, "UI", StudyManagement },
            { DicomTag.ReferencedSopInstance, "UI", source.StudyUid },
        };
        study.AddSequence(DicomTag.RtReferencedSeries, series);
        var frame = new DicomObject { { DicomTag.FrameOfReference, "UI", source.FrameOfReferenceUid } };
        frame.AddSequence(DicomTag.RtReferencedStudies, study);
        return frame;
    }

    private static DicomObject Describe(DicomSegment region, DicomSeries source)
    {
        var item = new DicomObject
        {
            { DicomTag.ReferencedFrameOfReference, "UI", source.FrameOfReferenceUid },
            { DicomTag.RoiName, "LO", CommonModules.Short(region.Label, 64) },
            { DicomTag.RoiGenerationAlgorithm, "CS", region.Algorithm },
        };
        item.AddInteger(DicomTag.RoiNumber, region.Number);
        return item;
    }

    private static DicomObject Observation(DicomSegment region, int number)
    {
        var item = new DicomObject
        {
            { DicomTag.RtRoiInterpretedType, "CS", "" },
            { DicomTag.RoiInterpreter, "PN", "" },
        };
        item.AddInteger(DicomTag.ObservationNumber, number);
        item.AddInteger(DicomTag.ReferencedRoiNumber, region.Number);
        return item;
    }

    private static DicomObject Contours(DicomSegment region, string colour, Volume<byte> labels, DicomSeries source)
    {
        var item = new DicomObject { { DicomTag.RoiDisplayColor, "IS", colour } };
        item.AddInteger(DicomTag.ReferencedRoiNumber, region.Number);
        var (width, height) = (labels.Size.X, labels.Size.Y);
        var mask = new byte[width * height];
        var contours = new List<DicomObject>();
        for (var slice = 0; slice < labels.Size.Z; slice++)
        {
            var plane = labels.Span.Slice(slice * mask.Length, mask.Length);
            for (var i = 0; i < mask.Length; i++)
                mask[i] = (byte)(plane[i] == region.Number ? 1 : 0);
            foreach (var outline in MaskContours.Of(mask, width, height))
                contours.Add(Contour(outline, slice, source));
        }
        if (contours.Count > 0)
            item.AddSequence(DicomTag.Contours, contours);
        return item;
    }

    private static DicomObject Contour((double X, double Y)[] outline, int slice, DicomSeries source)
    {
        var geometry = source.Geometry;
        var coordinates = new double[3 * outline.Length];
        for (var i = 0; i < outline.Length; i++)
        {
            var point = geometry.Origin
                + outline[i].X * geometry.Spacing.X * geometry.Direction.X
                + outline[i].Y * geometry.Spacing.Y * geometry.Direction.Y
                + slice * geometry.Spacing.Z * geometry.Direction.Z;
            // a hundred-thousandth of a millimetre, so that the coordinates are short
            (coordinates[3 * i], coordinates[3 * i + 1], coordinates[3 * i + 2]) = (Math.Round(point.X, 5), Math.Round(point.Y, 5), Math.Round(point.Z, 5));
        }
        var item = new DicomObject { { DicomTag.ContourGeometricType, "CS", "CLOSED_PLANAR" } };
        item.AddSequence(DicomTag.ContourImages, CommonModules.Reference(source.Stack.Phases[0][slice]));
        item.AddInteger(DicomTag.NumberOfContourPoints, outline.Length);
        item.AddDecimals(DicomTag.ContourData, coordinates);
        return item;
    }
}
