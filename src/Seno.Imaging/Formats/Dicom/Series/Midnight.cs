namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>Clocks that start again at midnight, without a date or with one that does not change, go on instead.</summary>
internal static class Midnight
{
    private const double Day = 86400;

    /// <summary>A pause within one day that is no pause, s: nobody examined on both sides of it is away for 18 hours.</summary>
    private const double LongestPause = 18 * 3600;

    /// <param name="frames">Of one series.</param>
    /// <returns>The frames, those after midnight with times of the next day; the same ones where no clock passes midnight.</returns>
    public static IReadOnlyList<DicomFrame> Passed(IReadOnlyList<DicomFrame> frames)
    {
        var starts = new Starts(
            StartOfDay(frames, marks => marks.Acquisition),
            StartOfDay(frames, marks => marks.Content),
            StartOfDay(frames, marks => marks.FrameAcquisition),
            StartOfDay(frames, marks => marks.FrameReference));
        return starts == new Starts(null, null, null, null)
            ? frames
            : [.. frames.Select(frame => frame with { Marks = Passed(frame.Marks, starts) })];
    }

    private static FrameMarks Passed(FrameMarks marks, Starts starts) => marks with
    {
        Acquisition = Later(marks.Acquisition, starts.Acquisition),
        Content = Later(marks.Content, starts.Content),
        FrameAcquisition = Later(marks.FrameAcquisition, starts.FrameAcquisition),
        FrameReference = Later(marks.FrameReference, starts.FrameReference),
    };

    /// <returns>The first time before midnight; null where all times are of one part of a day, or of several days.</returns>
    private static double? StartOfDay(IReadOnlyList<DicomFrame> frames, Func<FrameMarks, double?> clock)
    {
        var times = frames.Select(frame => clock(frame.Marks)).OfType<double>().Distinct().Order().ToArray();
        if (times.Length < 2 || Math.Floor(times[0] / Day) < Math.Floor(times[^1] / Day))
            return null;
        var after = Enumerable.Range(1, times.Length - 1).MaxBy(i => times[i] - times[i - 1]);
        return times[after] - times[after - 1] > LongestPause ? times[after] : null;
    }

    private static double? Later(double? time, double? start) => time < start ? time + Day : time;

    /// <summary>Of each clock the first time before midnight; null where it does not pass it.</summary>
    private sealed record Starts(double? Acquisition, double? Content, double? FrameAcquisition, double? FrameReference);
}
