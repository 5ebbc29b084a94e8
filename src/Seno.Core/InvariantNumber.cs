using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Seno.Core;

/// <summary>The one reader of numbers in options, tables and text headers: a decimal point, no separators of thousands, whatever the
/// user's language.</summary>
/// <remarks>.NET's own parsing takes "0,9" for 9 unless it is told otherwise.</remarks>
public static partial class InvariantNumber
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <returns>Whether the text is a finite number and nothing else, blanks included.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, Style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <returns>Whether the text is a whole number in digits that the type can hold.</returns>
    public static bool TryParse<T>(ReadOnlySpan<char> text, out T value)
        where T : IBinaryInteger<T> => T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value!);

    /// <summary>A field of a table that Seno writes: nothing or nan where there is no value, inf and -inf.</summary>
    /// <exception cref="FormatException">Anything else, with what to write instead.</exception>
    public static double Field(string text) => text switch
    {
        "" or "nan" or "NaN" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => TryParse(text, out double value) ? value : throw new FormatException(Complaint(text)),
    };

    /// <summary>A count in a table.</summary>
    /// <exception cref="FormatException">Not a whole number of at least 0, with what to write instead.</exception>
    public static long Count(string text) => TryParse(text, out long value) && value >= 0 ? value
        : throw new FormatException(Complaint(text, whole: true));

    /// <returns>"'0,9' is not a number. Write 0.9".</returns>
    public static string Complaint(string text, bool whole = false) => $"{Problem(text, whole)}. {Cure(text, whole)}";

    /// <returns>"'0,9' is not a number".</returns>
    public static string Problem(string text, bool whole = false) =>
        $"'{text}' is not a {(BeyondRange(text) ? "number that can be held" : whole ? "whole number" : "number")}";

    /// <returns>"Write 0.9": what was probably meant.</returns>
    public static string Cure(string text, bool whole = false)
    {
        if (Thousands().IsMatch(text))
            return $"Write {text.Replace(",", "", StringComparison.Ordinal)}, without separators{(whole || text.Count(letter => letter == ',') > 1 || text.Contains('.', StringComparison.Ordinal) ? "" : $", or {text.Replace(',', '.')} if that is a decimal comma")}";
        if (!whole && text.Count(letter => letter == ',') == 1
            && text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') is var point && TryParse(point, out double _))
            return $"Write {point}";
        return whole ? "Write digits alone, such as 12" : "Write a number such as 0.9, with a point and without separators";
    }

    private static bool BeyondRange(string text) =>
        BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        && (value > long.MaxValue || value < long.MinValue)
        || double.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) && double.IsInfinity(number)
            && !text.Contains('n', StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();
}
