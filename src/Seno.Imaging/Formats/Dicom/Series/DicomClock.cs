using System.Globalization;
using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>Dates and times as seconds on one clock. What cannot be read is unknown, never an error: times are not needed to see an image.</summary>
internal static class DicomClock
{
    /// <returns>Seconds since the year 1; null where the time is absent or malformed. Without a date the day is the first.</returns>
    public static double? Of(string date, string time)
    {
        var compact = time.Replace(":", "", StringComparison.Ordinal).Trim();
        if (!Digits(compact, 0, 2, out var hours) || hours > 23)
            return null;
        var minutes = Digits(compact, 2, 2, out var m) ? m : 0;
        var seconds = compact.Length > 4 && double.TryParse(compact[4..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var s) ? s : 0;
        return Day(date) + 3600.0 * hours + 60.0 * minutes + seconds;
    }

    /// <returns>As <see cref="Of(string, string)"/>, of a DT; its offset from UTC is left out, since only differences count.</returns>
    public static double? Of(string dateTime)
    {
        var zone = dateTime.IndexOfAny(['+', '-']);
        var local = zone < 0 ? dateTime : dateTime[..zone];
        return local.Length < 10 ? null : Of(local[..8], local[8..]);
    }

    /// <returns>When the data of a whole object was acquired.</returns>
    public static double? Acquisition(DicomDataSet data) => data.Has(DicomTag.AcquisitionDateTime)
        ? Of(data.Text(DicomTag.AcquisitionDateTime))
        : Of(data.Text(DicomTag.AcquisitionDate), data.Text(DicomTag.AcquisitionTime));

    /// <returns>When the object was made; the best there is where scanners leave the acquisition out.</returns>
    public static double? Content(DicomDataSet data) => Of(data.Text(DicomTag.ContentDate), data.Text(DicomTag.ContentTime));

    private static double Day(string date)
    {
        var compact = date.Replace(".", "", StringComparison.Ordinal);
        return DateTime.TryParseExact(compact, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.Ticks / TimeSpan.TicksPerSecond : 0;
    }

    private static bool Digits(string text, int start, int count, out int value)
    {
        value = 0;
        return text.Length >= start + count && int.TryParse(text.AsSpan(start, count), NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
