using System.Globalization;
using System.Text;
using Seno.Core;

namespace Seno.Imaging.Formats.Raster;

/// <summary>What ImageJ writes into a TIFF's description: "key=value" a line. Pages run over channels, then slices, then frames.</summary>
internal static class ImageJDescription
{
    private const int StraightLine = 0;
    private const int Uncalibrated = 20;

    /// <exception cref="DataException">The numbers do not make the pages.</exception>
    public static PageAxes Read(string path, string description, IReadOnlyList<TiffPage> pages, Action<string>? warn)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in description.Split('\n').Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2))
            values[line[0].Trim()] = line[1].Trim();
        int Count(string key) =>
            values.TryGetValue(key, out var text) ? (int)Math.Clamp(HeaderText.Whole(text, key, path), 0, int.MaxValue) : 1;
        var (images, channels, slices, frames) = (Count("images"), Count("channels"), Count("slices"), Count("frames"));
        // a plain stack names its images alone
        if (!new[] { "channels", "slices", "frames" }.Any(values.ContainsKey))
            slices = images;
        if ((double)channels * slices * frames != pages.Count)
        {
            var stated = string.Create(
                CultureInfo.InvariantCulture,
                $"{images} images ({channels} channels × {slices} slices × {frames} frames)");
            throw PageAxes.Mismatch(path, stated, pages.Count);
        }
        return PageAxes.Along("CZT", [channels, slices, frames]) with
        {
            Spacing = SpacingOf(path, values, pages[0], slices, warn),
            TimeStep = channels == 1 && frames > 1 ? StepOf(path, values) : null,
            Scale = ScaleOf(path, values, warn),
        };
    }

    /// <summary>Distances between pages are left out by ImageJ where they are 1 unit.</summary>
    private static Vector3? SpacingOf(string path, Dictionary<string, string> values, TiffPage page, int slices, Action<string>? warn)
    {
        if (LengthUnits.Millimetres(values.GetValueOrDefault("unit")) is not { } unit || page.PixelSize is not { X: > 0, Y: > 0 })
            return null;
        var (x, y) = (unit * page.PixelSize.X, unit * page.PixelSize.Y);
        if (slices == 1)
            return new(x, y, 1);
        if (!values.TryGetValue("spacing", out var text))
            warn?.Invoke($"{path}: states no distance between slices; taken for 1 {values["unit"]}, as ImageJ does");
        var z = unit * Math.Abs(text is null ? 1 : HeaderText.Number(text, "spacing", path));
        return z > 0 && double.IsFinite(x + y + z) ? new(x, y, z) : throw HeaderText.Wrong(path, "spacing", text ?? "");
    }

    private static double? StepOf(string path, Dictionary<string, string> values)
    {
        if (!values.TryGetValue("finterval", out var text))
            return null;
        var unit = values.GetValueOrDefault("tunit", "sec") switch
        {
            "s" or "sec" or "second" or "seconds" => 1,
            "ms" or "msec" => 1e-3,
            "min" or "minutes" => 60,
            "h" or "hour" or "hours" => 3600,
            _ => double.NaN,
        };
        return unit * HeaderText.Number(text, "finterval", path) is var step and > 0 and < double.PositiveInfinity ? step : null;
    }

    /// <summary>Signed 16-bit images are stored from 0 up, with a straight line back.</summary>
    private static (double Slope, double Intercept) ScaleOf(string path, Dictionary<string, string> values, Action<string>? warn)
    {
        if (!values.TryGetValue("cf", out var function) || HeaderText.Whole(function, "cf", path) is var kind && kind == Uncalibrated)
            return (1, 0);
        if (kind == StraightLine && values.TryGetValue("c0", out var intercept) && values.TryGetValue("c1", out var slope))
            return (HeaderText.Number(slope, "c1", path), HeaderText.Number(intercept, "c0", path));
        warn?.Invoke($"{path}: its calibration function ({function}) is no straight line and is not applied: values are as stored");
        return (1, 0);
    }

    /// <summary>For a volume, or a picture whose spacing is known; empty for any other.</summary>
    public static string Write(ImageToWrite image)
    {
        var (pages, known) = (image.Size.Z * image.Count, image.Geometry.SpacingKnown);
        if (pages == 1 && !known)
            return "";
        var text = new StringBuilder();
        void Line(string key, string value) => text.Append(key).Append('=').Append(value).Append('\n');
        Line("ImageJ", "1.53t");
        Line("images", pages.ToString(CultureInfo.InvariantCulture));
        if (image.Size.Z > 1)
            Line("slices", image.Size.Z.ToString(CultureInfo.InvariantCulture));
        if (image.Count > 1)
            Line("frames", image.Count.ToString(CultureInfo.InvariantCulture));
        if (image.Size.Z > 1 && image.Count > 1)
            Line("hyperstack", "true");
        if (known)
        {
            Line("unit", "mm");
            Line("spacing", HeaderText.Text(image.Geometry.Spacing.Z));
        }
        if (image.TimeStep is { } step)
            Line("finterval", HeaderText.Text(step));
        Line("loop", "false");
        return text.ToString();
    }
}
