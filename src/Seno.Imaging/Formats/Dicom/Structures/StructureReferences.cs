using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Structures;

/// <summary>Which images a structure set says it was drawn on.</summary>
internal sealed record StructureReferences(IReadOnlyList<string> FramesOfReference, IReadOnlyList<string> Series, IReadOnlyList<string> Images)
{
    public static StructureReferences Of(DicomDataSet data)
    {
        var frames = data.Items(DicomTag.ReferencedFramesOfReference);
        var series = frames.SelectMany(frame => frame.Items(DicomTag.RtReferencedStudies)).SelectMany(study => study.Items(DicomTag.RtReferencedSeries)).ToArray();
        return new(
            [.. frames.Select(frame => frame.Text(DicomTag.FrameOfReference)).Where(uid => uid.Length > 0)],
            [.. series.Select(one => one.Text(DicomTag.SeriesInstance))],
            [.. series.SelectMany(one => one.Items(DicomTag.ContourImages)).Select(image => image.Text(DicomTag.ReferencedSopInstance)).Distinct()]);
    }

    /// <exception cref="DataException">The series is another, or lacks images that are referred to, or nothing is referred to.</exception>
    public void Require(DicomSeries image, string path)
    {
        if (Series.Count == 0)
            throw new DataException(path, "refers to no image series, so which image its contours belong to is unknown", "Export it again with its references; or draw it onto a grid of your choice, knowing that it may be the wrong one");
        if (image.FrameOfReferenceUid.Length > 0 && FramesOfReference.Count > 0 && !FramesOfReference.Contains(image.FrameOfReferenceUid))
            throw new DataException(path, $"is drawn in another frame of reference than series {image.Uid}", "Give the series it was drawn on");
        if (!Series.Contains(image.Uid))
            throw new DataException(path, $"is drawn on series {Series[0]}, not on {image.Uid}", "Give the series it was drawn on");
        var missing = Images.Where(uid => !image.Siblings.Contains(uid)).ToArray();
        if (missing.Length > 0)
            throw new DataException(path, $"refers to {missing.Length} image(s) that series {image.Uid} lacks (the first: {missing[0]})", "Add the missing images, or export the structure set again");
    }
}
