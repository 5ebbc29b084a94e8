using System.Globalization;

namespace Seno.Core;

/// <summary>Numbers of things in words.</summary>
public static class Counted
{
    private const int MostNamed = 5;

    /// <param name="number">How many.</param>
    /// <param name="one">"case".</param>
    /// <param name="many">Default: <paramref name="one"/> with an s.</param>
    /// <returns>"1 case", "2 cases".</returns>
    public static string Of(long number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many ?? one + "s")}");

    /// <returns>"a, b, c, d, e and 23 more": the first five.</returns>
    public static string Names(IReadOnlyList<string> names) => string.Join(", ", names.Take(MostNamed))
        + (names.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - MostNamed} more") : "");

    /// <returns>"1 patient or group", "2 patients or groups".</returns>
    public static string Groups(long number) => Of(number, "patient or group", "patients or groups");
}
