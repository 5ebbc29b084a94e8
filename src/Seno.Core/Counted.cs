using System.Globalization;

namespace Seno.Core;

/// <summary>Numbers of things in words.</summary>
public static class Counted
{
    /// <param name="number">How many.</param>
    /// <param name="one">"case".</param>
    /// <param name="many">Default: <paramref name="one"/> with an s.</param>
    /// <returns>"1 case", "2 cases".</returns>
    public static string Of(long number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many ?? one + "s")}");

    /// <returns>"1 patient or group", "2 patients or groups".</returns>
    public static string Groups(long number) => Of(number, "patient or group", "patients or groups");
}
