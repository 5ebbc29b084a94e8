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
        var steps = planned == done && limit is null ? string.Create(culture, $"{done:N0} steps") : string.Create(culture, $"planned {planned:N0} steps, did {done:N0}");
        return $"{steps} in {Duration(seconds)}{(limit is { } most ? $" (limit {Duration(most)})" : "")}";
    }

    /// <returns>Whole seconds: "40 s", "14 min 40 s", "15 min", "2 h 5 min".</returns>
    internal static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Round(seconds));
        var (hours, culture) = ((long)time.TotalHours, CultureInfo.InvariantCulture);
        string[] parts = time switch
        {
            { TotalHours: >= 1 } => [string.Create(culture, $"{hours} h"), time.Minutes > 0 ? string.Create(culture, $"{time.Minutes} min") : ""],
            { TotalMinutes: >= 1 } => [string.Create(culture, $"{time.Minutes} min"), time.Seconds > 0 ? string.Create(culture, $"{time.Seconds} s") : ""],
            _ => [string.Create(culture, $"{time.Seconds} s")],
        };
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }
}
