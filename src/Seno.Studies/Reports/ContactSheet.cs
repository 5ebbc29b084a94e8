using Seno.Core;
using Seno.Imaging;
using SkiaSharp;

namespace Seno.Studies.Reports;

/// <summary>Cases side by side, each with the reference's and the predicted contour.</summary>
public static class ContactSheet
{
    private const int TileEdge = 384;
    private const int Gap = 16;
    private const int CaptionHeight = 48;
    private const int LegendHeight = 40;

    /// <summary>One case without caption: what the report embeds.</summary>
    /// <returns>A PNG whose longer side has 384 pixels, or, for larger images, as many as the image.</returns>
    public static byte[] RenderCase(ShownCase shown)
    {
        var (width, height) = Fit(shown, Math.Max(TileEdge, Math.Max(shown.Image.Size.X, shown.Image.Size.Y)));
        return Drawing.Png(width, height, SKColors.White, canvas => Draw(canvas, shown, new(0, 0, width, height)));
    }

    /// <summary>All cases with captions and a legend.</summary>
    /// <returns>A PNG.</returns>
    public static byte[] Render(IReadOnlyList<ShownCase> cases, int columns = 3)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        columns = Math.Clamp(cases.Count, 1, columns);
        var rows = cases.Chunk(columns).ToArray();
        var heights = rows.Select(row => row.Max(shown => Fit(shown, TileEdge).Height) + CaptionHeight).ToArray();
        var width = Gap + columns * (TileEdge + Gap);
        var height = LegendHeight + heights.Sum(each => each + Gap) + Gap;
        return Drawing.Png(width, height, SKColors.White, canvas =>
        {
            DrawLegend(canvas, cases.Any(shown => shown.Prediction is not null));
            var top = LegendHeight + Gap / 2;
            for (var row = 0; row < rows.Length; top += heights[row] + Gap, row++)
            {
                for (var column = 0; column < rows[row].Length; column++)
                    DrawTile(canvas, rows[row][column], Gap + column * (TileEdge + Gap), top, heights[row] - CaptionHeight);
            }
        });
    }

    public static void Write(string path, IReadOnlyList<ShownCase> cases, int columns = 3) =>
        AtomicFile.Write(path, stream => stream.Write(Render(cases, columns)));

    private static void DrawTile(SKCanvas canvas, ShownCase shown, int left, int top, int room)
    {
        var (width, height) = Fit(shown, TileEdge);
        var offset = (TileEdge - width) / 2;
        Draw(canvas, shown, SKRect.Create(left + offset, top + room - height, width, height));
        using var bold = Drawing.Font(15, bold: true);
        using var plain = Drawing.Font(14);
        Drawing.Text(canvas, shown.Id, left, top + room + 20, bold, Palette.Ink);
        Drawing.Text(canvas, shown.Caption, left, top + room + 39, plain, Palette.Quiet);
    }

    private static void DrawLegend(SKCanvas canvas, bool withPrediction)
    {
        using var font = Drawing.Font(14);
        var x = (float)Gap;
        foreach (var (name, colour) in new[] { ("reference", Palette.Reference), ("prediction", Palette.Prediction) }.Take(withPrediction ? 2 : 1))
        {
            using var line = Drawing.Stroke(colour, 3);
            canvas.DrawLine(x, 22, x + 26, 22, line);
            Drawing.Text(canvas, name, x + 34, 27, font, Palette.Ink);
            x += 34 + font.MeasureText(name) + 28;
        }
    }

    private static void Draw(SKCanvas canvas, ShownCase shown, SKRect target)
    {
        var z = LargestSlice(shown);
        using var slice = Grey(shown.Image, z);
        using var image = SKImage.FromBitmap(slice);
        canvas.DrawImage(image, target, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        canvas.Save();
        canvas.ClipRect(target);
        canvas.Translate(target.Left, target.Top);
        var (scaleX, scaleY) = (target.Width / shown.Image.Size.X, target.Height / shown.Image.Size.Y);
        Outline(canvas, shown.Reference, z, scaleX, scaleY, Palette.Reference);
        if (shown.Prediction is not null)
            Outline(canvas, shown.Prediction, z, scaleX, scaleY, Palette.Prediction);
        canvas.Restore();
    }

    private static void Outline(SKCanvas canvas, Volume<byte> mask, int z, float scaleX, float scaleY, string colour)
    {
        using var path = new SKPath();
        foreach (var (x0, y0, x1, y1) in Contours.Of(mask, z))
        {
            path.MoveTo(x0 * scaleX, y0 * scaleY);
            path.LineTo(x1 * scaleX, y1 * scaleY);
        }
        using var line = Drawing.Stroke(colour, 1.7f);
        canvas.DrawPath(path, line);
    }

    /// <summary>The slice where the reference is largest, else the prediction, else the middle.</summary>
    private static int LargestSlice(ShownCase shown)
    {
        foreach (var mask in new[] { shown.Reference, shown.Prediction }.OfType<Volume<byte>>())
        {
            var perSlice = mask.Size.X * mask.Size.Y;
            var sizes = Enumerable.Range(0, mask.Size.Z).Select(z => perSlice - mask.Span.Slice(z * perSlice, perSlice).Count((byte)0)).ToArray();
            if (sizes.Max() > 0)
                return Array.IndexOf(sizes, sizes.Max());
        }
        return shown.Image.Size.Z / 2;
    }

    /// <summary>In the slice's own window.</summary>
    private static SKBitmap Grey(Volume<float> image, int z)
    {
        var perSlice = image.Size.X * image.Size.Y;
        var values = image.Span.Slice(z * perSlice, perSlice);
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var (low, high) = SliceTones.Window(sorted);
        var bitmap = new SKBitmap(image.Size.X, image.Size.Y, SKColorType.Gray8, SKAlphaType.Opaque);
        var pixels = bitmap.GetPixelSpan();
        for (var i = 0; i < perSlice; i++)
            pixels[i / image.Size.X * bitmap.RowBytes + i % image.Size.X] = (byte)Math.Clamp(high > low ? 255 * (values[i] - low) / (high - low) : 128, 0, 255);
        return bitmap;
    }

    /// <summary>Pixels of a tile whose longer side is <paramref name="edge"/>, in the voxels' own aspect.</summary>
    private static (int Width, int Height) Fit(ShownCase shown, int edge)
    {
        var geometry = shown.Image.Geometry;
        var (width, height) = (geometry.Size.X * geometry.Spacing.X, geometry.Size.Y * geometry.Spacing.Y);
        var scale = edge / Math.Max(width, height);
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }
}
