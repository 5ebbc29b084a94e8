using System.Globalization;

namespace Seno.Studies;

/// <summary>Steps and time of a training in words: "planned 246 steps, did 1,390 in 14 min 40 s (limit 15 min)".</summary>
internal static class TrainingEffort
{
    /// <param name="planned">Steps before any re-planning.</param>
    /// <param name="done">Steps made.</param>
    /// <param name="seconds">Their time, validations included.</param>
    /// <param name="limit">Time asked for, s; null for none.</param>
    public static string Describe(long planned, long done, double seconds, double? limit)
    {
        var culture = CultureInfo.InvariantCulture;
        var steps = planned == done && limit is null
            ? string.Create(culture, $"{done:N0} steps")
            : string.Create(culture, $"planned {planned:N0} steps, did {done:N0}");
        return $"{steps} in {Duration(seconds)}{(limit is { } most ? $" (limit {Duration(most)})" : "")}";
    }

    /// <returns>Whole seconds: "40 s", "14 min 40 s", "15 min", "2 h 5 min".</returns>
    internal static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Round(seconds));
        var (large, small) = time switch
        {
            { TotalHours: >= 1 } => (Of((long)time.TotalHours, "h"), Of(time.Minutes, "min")),
            { TotalMinutes: >= 1 } => (Of(time.Minutes, "min"), Of(time.Seconds, "s")),
            _ => ("", string.Create(CultureInfo.InvariantCulture, $"{time.Seconds} s")),
        };
        return $"{large} {small}".Trim();

        static string Of(long count, string unit) => count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count} {unit}");
    }
}
