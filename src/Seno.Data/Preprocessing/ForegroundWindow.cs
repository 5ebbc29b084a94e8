using System.Globalization;
using Seno.Imaging;

namespace Seno.Data.Preprocessing;

/// <summary>
/// Values clipped to what the training data's foreground holds and divided by its standard deviation: for images whose numbers have a meaning, as HU. Clipping and scale are nnU-Net's for CT;
/// the window's lower end becomes 0 instead of the foreground's mean, so that what is padded looks like air and not like a lesion.
/// </summary>
public static class ForegroundWindow
{
    /// <returns>Whether the foreground's values span a range that single precision holds.</returns>
    public static bool IsIn(ChannelIntensity foreground) =>
        foreground.StandardDeviation is > 0 and < double.PositiveInfinity && float.IsFinite((float)foreground.Low) && float.IsFinite((float)foreground.High) && (float)foreground.Low < (float)foreground.High;

    public static Volume<float> Of(Volume<float> image, ChannelIntensity foreground)
    {
        var (low, high) = ((float)foreground.Low, (float)foreground.High);
        var scale = (float)(1 / Math.Max(foreground.StandardDeviation, 1e-8));
        return image.Map(value => (Math.Clamp(value, low, high) - low) * scale);
    }

    public static string Words(ChannelIntensity foreground) => string.Create(
        CultureInfo.InvariantCulture,
        $"clipped to {foreground.Low:0.#}..{foreground.High:0.#} (0.5th and 99.5th percentile of the training data's foreground) and divided by the foreground's standard deviation, {foreground.StandardDeviation:0.##}");
}
