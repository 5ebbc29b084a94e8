namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>Which frames belong on one grid.</summary>
internal static class SeriesGrouping
{
    /// <summary>Largest difference of direction cosines within a series.</summary>
    private const double Parallel = 1e-3;

    /// <remarks>
    /// A series UID that mixes orientations, sizes or pixel spacings (localizers beside slices) becomes several series. Pictures without a place
    /// in the patient are a series each, since nothing says which belong together.
    /// </remarks>
    public static IReadOnlyList<DicomSeries> Of(IReadOnlyList<DicomInstance> instances, string source, List<string> notes)
    {
        var series = new List<List<DicomFrame>>();
        var byUid = new Dictionary<string, List<List<DicomFrame>>>(StringComparer.Ordinal);
        foreach (var instance in WithoutCopies(instances, notes))
        {
            if (!byUid.TryGetValue(instance.SeriesUid, out var groups))
                byUid[instance.SeriesUid] = groups = [];
            foreach (var frame in instance.Frames)
                Place(frame, groups, series);
        }
        return [.. series.Select(frames => new DicomSeries(frames, source))];
    }

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
            && Close(frame.Spacing, first.Spacing)
            && (frame.Orientation!.Value.Row - first.Orientation!.Value.Row).Length < Parallel
            && (frame.Orientation.Value.Column - first.Orientation.Value.Column).Length < Parallel;
    }

    private static bool Close((double X, double Y)? a, (double X, double Y)? b) => (a, b) switch
    {
        (var (ax, ay), var (bx, by)) => Math.Abs(ax - bx) < Parallel * ax && Math.Abs(ay - by) < Parallel * ay,
        _ => a is null && b is null,
    };

    private static IEnumerable<DicomInstance> WithoutCopies(IReadOnlyList<DicomInstance> instances, List<string> notes)
    {
        var seen = new Dictionary<string, DicomInstance>(StringComparer.Ordinal);
        foreach (var instance in instances)
        {
            if (instance.SopInstance.Length > 0 && !seen.TryAdd(instance.SopInstance, instance))
                notes.Add($"{instance.File.Path}: left out, a copy of {seen[instance.SopInstance].File.Path} (same instance UID)");
            else
                yield return instance;
        }
    }
}
