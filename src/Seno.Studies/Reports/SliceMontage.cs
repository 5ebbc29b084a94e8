using System.Globalization;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Imaging.Operators;
using SkiaSharp;

namespace Seno.Studies.Reports;

/// <summary>Slices through the middle of an image along its three axes, as a radiologist expects them: the patient's right on the left, front and head on top.</summary>
internal static class SliceMontage
{
    private const int Margin = 28;
    private const int Gap = 24;
    private const int TitleHeight = 74;
    private const int CaptionHeight = 56;
    private const int MostWidth = 1440;
    private const int MostHeight = 620;
    private const float LetterRoom = 18;

    private const string Background = "#11161c";
    private const string Bright = "#f2f5f8";
    private const string Dim = "#9aa7b4";

    /// <param name="content">The image; of several volumes the middle one is shown.</param>
    /// <param name="info">What is said about it.</param>
    /// <returns>A PNG.</returns>
    public static byte[] Render(ImageContent content, ImageInfo info)
    {
        var shown = content.Images.Volumes.Count / 2;
        var image = content.Images.Volumes[shown];
        var placed = image.Geometry.SpacingKnown;
        image = placed ? Reorient.To(image, "LPS") : image;
        var planes = SlicePlane.Of(image.Size, placed);
        var scale = Scale(planes, image.Geometry);
        var sizes = planes.Select(plane => plane.Pixels(image.Geometry, scale)).ToArray();
        var width = Math.Max(2 * Margin + sizes.Sum(size => size.Width) + Gap * (sizes.Length - 1), 720);
        var height = TitleHeight + sizes.Max(size => size.Height) + CaptionHeight + Margin / 2;
        var focus = SlicePlane.Focus(image, info.Values.LooksLikeLabels);
        var tones = SliceTones.Of(image, info.Values.LooksLikeLabels);
        return Drawing.Png(width, height, SKColor.Parse(Background), canvas =>
        {
            DrawTitle(canvas, info, shown);
            var left = (float)Margin;
            for (var i = 0; i < planes.Count; i++)
            {
                var frame = SKRect.Create(left, TitleHeight, sizes[i].Width, sizes[i].Height);
                DrawPlane(canvas, image, planes[i], focus, tones, frame);
                DrawCaption(canvas, planes[i].Name, planes[i].Place(image.Geometry, focus), frame);
                left += sizes[i].Width + Gap;
            }
            DrawScaleBar(canvas, image.Geometry, scale, width, height);
        });
    }

    /// <summary>Pixels per mm (or px), one for all planes, so that they can be compared.</summary>
    private static double Scale(IReadOnlyList<SlicePlane> planes, Geometry geometry)
    {
        var extents = planes.Select(plane => plane.Extent(geometry)).ToArray();
        return Math.Min((MostWidth - 2 * Margin - Gap * (extents.Length - 1)) / extents.Sum(extent => extent.Width), MostHeight / extents.Max(extent => extent.Height));
    }

    private static void DrawTitle(SKCanvas canvas, ImageInfo info, int shown)
    {
        using var bold = Drawing.Font(19, bold: true);
        using var plain = Drawing.Font(14);
        Drawing.Text(canvas, Path.GetFileName(info.File), Margin, 34, bold, Bright);
        var culture = CultureInfo.InvariantCulture;
        var facts = new List<string> { $"{string.Join(" × ", info.Size)} voxels" };
        facts.Add(info.Spacing is { } spacing ? $"{string.Join(" × ", spacing.Select(mm => mm.ToString("0.###", culture)))} mm" : "spacing unknown");
        if (info.Axes is not null)
            facts.Add(info.Oblique > 0.1 ? string.Create(culture, $"{info.Axes}, oblique by {info.Oblique:0.#}°") : info.Axes);
        if (info.Volumes > 1)
            facts.Add(string.Create(culture, $"volume {shown} of 0 to {info.Volumes - 1}") + (info.Times is { } times ? string.Create(culture, $" at {times[shown]:0.##} s") : ""));
        facts.Add(info.StoredAs);
        facts.Add(string.Create(culture, $"values {info.Values.Min:0.####} to {info.Values.Max:0.####}"));
        Drawing.Text(canvas, string.Join("   ·   ", facts), Margin, 58, plain, Dim);
    }

    private static void DrawPlane(SKCanvas canvas, Volume<float> image, SlicePlane plane, Size3 focus, SliceTones tones, SKRect frame)
    {
        using var bitmap = tones.Picture(plane.Take(image, focus), plane.Columns(image.Size));
        using var picture = SKImage.FromBitmap(bitmap);
        var sampling = tones.Labels ? new SKSamplingOptions(SKFilterMode.Nearest) : frame.Width >= bitmap.Width ? new SKSamplingOptions(SKCubicResampler.Mitchell) : new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear);
        canvas.DrawImage(picture, frame, sampling);
        using var edge = Drawing.Stroke("#2c3742", 1);
        canvas.DrawRect(frame, edge);
        DrawLetters(canvas, plane, frame);
    }

    private static void DrawLetters(SKCanvas canvas, SlicePlane plane, SKRect frame)
    {
        if (plane.Letters is not [var left, var right, var top, var bottom])
            return;
        using var font = Drawing.Font(15, bold: true);
        Letter(canvas, left, frame.Left + LetterRoom / 2 + 2, frame.MidY, font);
        Letter(canvas, right, frame.Right - LetterRoom / 2 - 2, frame.MidY, font);
        Letter(canvas, top, frame.MidX, frame.Top + LetterRoom / 2 + 2, font);
        Letter(canvas, bottom, frame.MidX, frame.Bottom - LetterRoom / 2 - 2, font);
    }

    /// <summary>Outlined, so that it is read on black and on white.</summary>
    private static void Letter(SKCanvas canvas, char letter, float x, float y, SKFont font)
    {
        using var outline = Drawing.Stroke("#000000", 3);
        canvas.DrawText(letter.ToString(), x, y + 5.5f, SKTextAlign.Center, font, outline);
        Drawing.Text(canvas, letter.ToString(), x, y + 5.5f, font, "#ffd166", SKTextAlign.Center);
    }

    private static void DrawCaption(SKCanvas canvas, string name, string place, SKRect frame)
    {
        using var bold = Drawing.Font(14, bold: true);
        using var plain = Drawing.Font(13);
        Drawing.Text(canvas, name, frame.Left, frame.Bottom + 22, bold, Bright);
        Drawing.Text(canvas, place, frame.Left, frame.Bottom + 41, plain, Dim);
    }

    /// <summary>A round length of about a tenth of the picture, at the bottom right.</summary>
    private static void DrawScaleBar(SKCanvas canvas, Geometry geometry, double scale, int width, int height)
    {
        var target = 0.1 * width / scale;
        var power = Math.Pow(10, Math.Floor(Math.Log10(target)));
        var length = new[] { 1, 2, 5, 10 }.Select(step => step * power).MinBy(each => Math.Abs(each - target));
        var (right, y) = ((float)(width - Margin), height - 14f);
        using var line = Drawing.Stroke(Bright, 2.5f);
        canvas.DrawLine((float)(right - length * scale), y, right, y, line);
        using var font = Drawing.Font(13);
        Drawing.Text(canvas, string.Create(CultureInfo.InvariantCulture, $"{length:0.###} {geometry.Unit}"), right, y - 8, font, Bright, SKTextAlign.Right);
    }
}
