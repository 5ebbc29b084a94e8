using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>Frames put in order: by place along the slice normal, and at each place by phase.</summary>
/// <param name="Geometry">Of every phase.</param>
/// <param name="Phases">For each phase its frames, one a slice.</param>
/// <param name="Times">Seconds after the first phase; null where unknown.</param>
internal sealed record SliceStack(Geometry Geometry, DicomFrame[][] Phases, double[]? Times)
{
    /// <summary>Part of a voxel by which places may differ from a regular grid: what rounding in headers leaves.</summary>
    private const double Tolerance = 0.05;

    /// <param name="frames">Of one orientation and size.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="DataException">Slices are missing, doubled, unevenly spaced or shifted sideways.</exception>
    public static SliceStack Of(IReadOnlyList<DicomFrame> frames, string name) =>
        frames[0].Position is null ? Pictures(frames) : Slices(frames, name);

    /// <summary>Frames without a place: one picture, or pictures one after another.</summary>
    private static SliceStack Pictures(IReadOnlyList<DicomFrame> frames)
    {
        var first = frames[0];
        var geometry = new Geometry(new(first.Instance.Columns, first.Instance.Rows, 1), SpacingOf(first, first.Thickness ?? 1));
        DicomFrame[][] phases = [.. frames.Select(frame => new[] { frame })];
        return new(geometry, phases, PhaseTimes(phases));
    }

    private static SliceStack Slices(IReadOnlyList<DicomFrame> frames, string name)
    {
        var places = Places(frames);
        var phases = SplitPhases(places, name);
        var first = places[0][0];
        var gap = Gap(places, name);
        RequireStraight(places, name);
        var size = new Size3(first.Instance.Columns, first.Instance.Rows, places.Count);
        var direction = new Direction(first.Orientation!.Value.Row, first.Orientation.Value.Column, first.Normal);
        return new(new(size, SpacingOf(first, gap), first.Position!.Value, direction), phases, PhaseTimes(phases));
    }

    private static Vector3? SpacingOf(DicomFrame frame, double between) => frame.Spacing is var (x, y) ? new(x, y, between) : null;

    private static double Near(DicomFrame frame) => Tolerance * (frame.Spacing is var (x, y) ? Math.Min(x, y) : 1);

    private static List<List<DicomFrame>> Places(IReadOnlyList<DicomFrame> frames)
    {
        var places = new List<List<DicomFrame>>();
        foreach (var frame in frames.OrderBy(frame => frame.Depth))
        {
            if (places.Count == 0 || frame.Depth - places[^1][0].Depth > Near(frame))
                places.Add([]);
            places[^1].Add(frame);
        }
        return places;
    }

    /// <summary>By the temporal position where it names every phase once at every place, else the k-th image at each place.</summary>
    private static DicomFrame[][] SplitPhases(List<List<DicomFrame>> places, string name)
    {
        var count = places[0].Count;
        if (places.FirstOrDefault(place => place.Count != count) is { } odd)
        {
            var (fewest, most) = (places.MinBy(place => place.Count)!, places.MaxBy(place => place.Count)!);
            throw new DataException(name, Text($"has {most.Count} image(s) at {most[0].Depth:0.###} mm along the slice normal but {fewest.Count} at {fewest[0].Depth:0.###} mm ({odd[0].Instance.File.Path})"), "A slice is missing or doubled: export the series again, or remove the surplus files");
        }
        var ordered = places.Select(place => Ordered(place, name)).ToArray();
        return [.. Enumerable.Range(0, count).Select(phase => ordered.Select(place => place[phase]).ToArray())];
    }

    private static DicomFrame[] Ordered(List<DicomFrame> place, string name)
    {
        if (place.Count == 1)
            return [place[0]];
        if (place.All(frame => frame.Phase is not null) && place.Select(frame => frame.Phase).Distinct().Count() == place.Count)
            return [.. place.OrderBy(frame => frame.Phase)];
        DicomFrame[] ordered = [.. place.OrderBy(frame => frame.Instance.Number).ThenBy(frame => frame.Index)];
        for (var i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].Instance.Number == ordered[i - 1].Instance.Number && ordered[i].Instance != ordered[i - 1].Instance)
                throw new DataException(name, Text($"has two images at {ordered[i].Depth:0.###} mm along the slice normal and nothing that orders them ({ordered[i - 1].Instance.File.Path}, {ordered[i].Instance.File.Path})"), "Remove the copy, or number the instances");
        }
        return ordered;
    }

    /// <returns>mm between slices.</returns>
    private static double Gap(List<List<DicomFrame>> places, string name)
    {
        if (places.Count == 1)
            return places[0][0].Thickness ?? 1;
        var gaps = Enumerable.Range(1, places.Count - 1).Select(i => places[i][0].Depth - places[i - 1][0].Depth).ToArray();
        var typical = OrderStatistics.Median(gaps);
        var mean = gaps.Sum() / gaps.Length;
        for (var i = 0; i < gaps.Length; i++)
        {
            if (Math.Abs(gaps[i] - typical) <= Math.Max(Tolerance * typical, Near(places[0][0])))
                continue;
            var where = Text($"between {places[i][0].Depth:0.###} and {places[i + 1][0].Depth:0.###} mm along the slice normal, where {typical:0.###} mm is usual");
            throw gaps[i] > 1.5 * typical
                ? new DataException(name, $"lacks slices {where}", "Export the series again; or crop it by removing the files beyond the gap")
                : new DataException(name, $"is unevenly spaced {where}", "Resample it to even spacing, or export the even part");
        }
        return mean;
    }

    /// <summary>Slices of one grid lie straight above each other; a tilted gantry shifts them.</summary>
    private static void RequireStraight(List<List<DicomFrame>> places, string name)
    {
        var first = places[0][0];
        foreach (var frame in places.SelectMany(place => place))
        {
            var offset = frame.Position!.Value - first.Position!.Value;
            var sideways = (offset - offset.Dot(first.Normal) * first.Normal).Length;
            if (sideways > Math.Max(2 * Near(first), 0.01))
                throw new DataException(name, Text($"has a slice shifted sideways by {sideways:0.###} mm against the first ({frame.Instance.File.Path}): a tilted gantry, or several stacks in one series"), "Resample or split it with the scanner's software");
        }
    }

    /// <summary>The first source of times that rises from phase to phase; a phase starts with its earliest slice, since one may carry several times.</summary>
    private static double[]? PhaseTimes(DicomFrame[][] phases) =>
        phases.Length == 1 ? null : Rising(phases, frame => frame.Times.Acquisition) ?? Rising(phases, frame => frame.Times.Trigger) ?? Rising(phases, frame => frame.Times.Content);

    private static double[]? Rising(DicomFrame[][] phases, Func<DicomFrame, double?> time)
    {
        if (phases.Any(phase => phase.Any(frame => time(frame) is null)))
            return null;
        var starts = phases.Select(phase => phase.Min(frame => time(frame)!.Value)).ToArray();
        for (var i = 1; i < starts.Length; i++)
        {
            if (starts[i] <= starts[i - 1])
                return null;
        }
        return [.. starts.Select(start => start - starts[0])];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
