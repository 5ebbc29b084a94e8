using SkiaSharp;

namespace Seno.Studies.Reports;

/// <summary>What PNG figures are drawn with.</summary>
internal static class Drawing
{
    public static byte[] Png(int width, int height, SKColor background, Action<SKCanvas> draw)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(background);
        draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public static SKFont Font(float size, bool bold = false)
    {
        var style = bold ? SKFontStyle.Bold : SKFontStyle.Normal;
        return new(FigureFont.Family is { } family ? SKTypeface.FromFamilyName(family, style) : SKTypeface.Default, size);
    }

    public static SKPaint Stroke(string colour, float width) => new()
    {
        Color = SKColor.Parse(colour),
        Style = SKPaintStyle.Stroke,
        StrokeWidth = width,
        StrokeCap = SKStrokeCap.Round,
        IsAntialias = true,
    };

    public static void Text(SKCanvas canvas, string text, float x, float y, SKFont font, string colour, SKTextAlign align = SKTextAlign.Left)
    {
        using var paint = new SKPaint { Color = SKColor.Parse(colour), IsAntialias = true };
        canvas.DrawText(text, x, y, align, font, paint);
    }
}
