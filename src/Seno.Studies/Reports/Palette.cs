namespace Seno.Studies.Reports;

/// <summary>Colours told apart by colour-blind readers too (Okabe and Ito, 2008).</summary>
internal static class Palette
{
    public const string Reference = "#56b4e9";
    public const string Prediction = "#e69f00";
    public const string Ink = "#1f2933";
    public const string Faint = "#d9dee4";
    public const string Quiet = "#52606d";

    private static readonly string[] Series = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];

    /// <returns>The colour of the i-th series; they repeat after seven.</returns>
    public static string Of(int i) => Series[i % Series.Length];
}
