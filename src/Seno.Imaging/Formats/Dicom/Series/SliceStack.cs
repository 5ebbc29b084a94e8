using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>Frames put in order: by place along the slice normal, and at each place by phase.</summary>
/// <param name="Geometry">Of every phase.</param>
/// <param name="Phases">For each phase its frames, one a slice.</param>
/// <param name="Times">Seconds after the first phase; null where unknown.</param>
/// <param name="SeparatedBy">What tells the phases apart; null for a single one.</param>
/// <param name="Notes">What was decided and may not be expected.</param>
internal sealed record SliceStack(
    Geometry Geometry,
    DicomFrame[][] Phases,
    double[]? Times,
    string? SeparatedBy,
    IReadOnlyList<string> Notes)
{
    /// <summary>Part of a voxel by which places may differ from a regular grid: what rounding in headers leaves.</summary>
    private const double Tolerance = 0.05;

    private static readonly PhaseRule Cine = new("frame time", PhaseRuleKind.Clock, frame => frame.Marks.Cine);

    /// <param name="frames">Of one orientation and size.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="DataException">Slices are missing, doubled, unevenly spaced or shifted sideways.</exception>
    public static SliceStack Of(IReadOnlyList<DicomFrame> frames, string name) =>
        frames[0].Position is null ? Pictures(Midnight.Passed(frames)) : Slices(Midnight.Passed(frames), name);

    /// <summary>Frames without a place: one picture, or pictures one after another.</summary>
    private static SliceStack Pictures(IReadOnlyList<DicomFrame> frames)
    {
        var first = frames[0];
        var geometry = new Geometry(new(first.Instance.Columns, first.Instance.Rows, 1), SpacingOf(first, first.Thickness ?? 1))
        {
            PlaceKnown = false,
        };
        DicomFrame[][] phases = [.. frames.Select(frame => new[] { frame })];
        return phases.Length == 1
            ? new(geometry, phases, null, null, [])
            : new(geometry, phases, PictureTimes(phases), "the order of its frames", []);
    }

    private static double[]? PictureTimes(DicomFrame[][] phases) =>
        PhaseRule.Clocks.Prepend(Cine).Select(clock => PhaseSeparation.Rising(phases, clock)).FirstOrDefault(times => times is not null);

    private static SliceStack Slices(IReadOnlyList<DicomFrame> frames, string name)
    {
        var places = Places(frames);
        var split = PhaseSeparation.Of(places, name);
        var first = places[0][0];
        var gap = Gap(places, name);
        RequireStraight(places, name);
        var size = new Size3(first.Instance.Columns, first.Instance.Rows, places.Count);
        var direction = new Direction(first.Orientation!.Value.Row, first.Orientation.Value.Column, first.Normal);
        return new(new(size, SpacingOf(first, gap), first.Position!.Value, direction), split.Phases, split.Times, split.Rule, split.Notes);
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

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
