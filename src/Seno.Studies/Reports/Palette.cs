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

    /// <returns>From nearly white at 0 to the first series' blue at 1: one hue, so that order shows without colour.</returns>
    public static string Shade(double share)
    {
        var s = double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1);
        int Mix(int pale, int dark) => (int)Math.Round(pale + (dark - pale) * s);
        return $"#{Mix(0xF2, 0x00):x2}{Mix(0xF6, 0x72):x2}{Mix(0xFA, 0xB2):x2}";
    }

    /// <returns>The colour of the i-th series; they repeat after seven.</returns>
    public static string Of(int i) => Series[i % Series.Length];
}
