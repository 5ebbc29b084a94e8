using System.Globalization;

namespace Seno.Studies.Reports.Tables;

/// <summary>Numbers in CSV: exact, infinities as inf and -inf, nothing where there is no value.</summary>
internal static class CsvNumber
{
    public static string Of(double value) => value switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        double.NaN => "",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
