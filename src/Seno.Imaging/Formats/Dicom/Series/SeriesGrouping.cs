using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>Which frames belong on one grid.</summary>
internal static class SeriesGrouping
{
    /// <summary>Largest difference of direction cosines within a series.</summary>
    private const double Parallel = 1e-3;

    /// <remarks>
    /// A series UID that mixes orientations, sizes, pixel spacings, or localizers with slices, becomes several series. Pictures without a
    /// place in the patient are a series each, since nothing says which belong together.
    /// </remarks>
    public static IReadOnlyList<DicomSeries> Of(IReadOnlyList<DicomInstance> instances, string source, List<string> notes)
    {
        var series = new List<List<DicomFrame>>();
        var byUid = new Dictionary<(string, string), List<List<DicomFrame>>>();
        foreach (var instance in InstanceCopies.LeftOut(instances, notes))
        {
            if (!byUid.TryGetValue(Identity(instance), out var groups))
                byUid[Identity(instance)] = groups = [];
            foreach (var frame in instance.Frames)
                Place(frame, groups, series);
        }
        var siblings = instances.ToLookup(instance => instance.SeriesUid, instance => instance.SopInstance, StringComparer.Ordinal);
        return [.. series.Select((frames, i) => new DicomSeries(
            frames,
            source) { Number = i + 1, Siblings = siblings[frames[0].Instance.SeriesUid].ToHashSet(StringComparer.Ordinal) })];
    }

    /// <summary>A UID that two patients share, as careless pseudonyms make it, does not make one series of their images.</summary>
    public static (string Patient, string Series) Identity(DicomInstance instance) =>
        (instance.File.DataSet.Text(DicomTag.PatientId), instance.SeriesUid);

    private static void Place(DicomFrame frame, List<List<DicomFrame>> groups, List<List<DicomFrame>> all)
    {
        var group = groups.Find(frames => Belongs(frame, frames[0]));
        if (group is null)
        {
            group = [];
            groups.Add(group);
            all.Add(group);
        }
        group.Add(frame);
    }

    private static bool Belongs(DicomFrame frame, DicomFrame first)
    {
        if (frame.Position is null || first.Position is null)
            return frame.Instance == first.Instance;
        return frame.Instance.Rows == first.Instance.Rows && frame.Instance.Columns == first.Instance.Columns
            && Close(frame.Spacing, first.Spacing) && frame.Marks.Localizer == first.Marks.Localizer
            && (frame.Orientation!.Value.Row - first.Orientation!.Value.Row).Length < Parallel
            && (frame.Orientation.Value.Column - first.Orientation.Value.Column).Length < Parallel;
    }

    private static bool Close((double X, double Y)? a, (double X, double Y)? b) => (a, b) switch
    {
        (var (ax, ay), var (bx, by)) => Math.Abs(ax - bx) < Parallel * ax && Math.Abs(ay - by) < Parallel * ay,
        _ => a is null && b is null,
    };
}
