using Seno.Imaging;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Mammography;

/// <summary>From counts to what a reader is shown: logarithm, equalised rim, window, 12 bits.</summary>
/// <remarks>
/// The thinner rim receives a share of the attenuation that fat would add up to the full thickness, faded out over the outermost quarter of
/// the thickness, so that the skin line stays. The window runs from six tenths of the full thickness of fat to 1.15 times that of
/// fibroglandular tissue. Makers' own processing is not public; this is ours.
/// </remarks>
internal static class Presentation
{
    public const float White = 4095;

    /// <param name="counts">Quanta.</param>
    /// <param name="quanta">In a pixel without a breast.</param>
    /// <param name="thickness">mm of breast along each ray.</param>
    /// <param name="full">mm of the compressed breast.</param>
    /// <param name="equalisation">0..1.</param>
    /// <returns>Whole numbers from 0 to 4095.</returns>
    public static Volume<float> Of(Volume<float> counts, double quanta, Volume<float> thickness, double full, double equalisation)
    {
        var mean = AttenuationCoefficients.Mean();
        var (fat, gland) = (mean[(int)Material.Adipose], mean[(int)Material.Fibroglandular]);
        var (low, high) = (0.6 * fat * full, 1.15 * gland * full);
        var image = new Volume<float>(counts.Geometry);
        for (var i = 0; i < image.Array.Length; i++)
        {
            var missing = Math.Max(0, full - thickness.Array[i]);
            var fade = Math.Min(1, thickness.Array[i] / (full / 4));
            var level = -Math.Log(Math.Max(1, counts.Array[i]) / quanta) + equalisation * fat * missing * fade;
            image.Array[i] = (float)Math.Round(White * Math.Clamp((level - low) / (high - low), 0, 1));
        }
        return image;
    }
}
