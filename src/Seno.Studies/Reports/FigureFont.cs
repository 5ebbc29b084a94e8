using SkiaSharp;

namespace Seno.Studies.Reports;

/// <summary>The sans-serif of PNG figures: Skia's own default may be a serif.</summary>
internal static class FigureFont
{
    private static readonly string[] Preferred = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Arial", "Helvetica"];

    /// <value>Null where none of these is installed.</value>
    public static string? Family { get; } = Preferred.FirstOrDefault(SKFontManager.Default.FontFamilies.Contains);
}
