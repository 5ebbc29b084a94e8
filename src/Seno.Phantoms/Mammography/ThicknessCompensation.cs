using Seno.Imaging;
using Seno.Imaging.Operators;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Mammography;

/// <summary>What a display adds to the attenuation of the thinner rim, so that it is shown as tissue under the full thickness would be.</summary>
/// <remarks>
/// The fat that is missing up to the full thickness, less what skin attenuates more than fat, both from the simulator's own paths and smoothed over
/// <see cref="Smoothing"/>: smooth as a thickness map is, so that the skin's line stays as a fine structure. A real unit has to estimate both from the image, and errs.
/// </remarks>
internal static class ThicknessCompensation
{
    /// <value>mm, standard deviation: ours.</value>
    private const double Smoothing = 0.4;

    /// <value>Of the full thickness: below, the compensation fades, so that air stays black.</value>
    private const double Fade = 0.25;

    /// <param name="tissue">Paths of normal tissue.</param>
    /// <param name="full">mm of the compressed breast.</param>
    /// <param name="equalisation">0..1: share of it that is added.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>∫ µ dl to be added, on the grid of <paramref name="tissue"/>; 0 beside the breast.</returns>
    public static Volume<float> Of(TissueProjection tissue, double full, double equalisation, int threads)
    {
        var mean = AttenuationCoefficients.Mean();
        var (fat, skin) = (mean[(int)Material.Adipose], mean[(int)Material.Skin]);
        var (missing, breast) = (new Volume<float>(tissue.Thickness.Geometry), new Volume<float>(tissue.Thickness.Geometry));
        for (var i = 0; i < missing.Array.Length; i++)
        {
            var thickness = tissue.Thickness.Array[i];
            breast.Array[i] = thickness > 0 ? 1 : 0;
            missing.Array[i] = breast.Array[i] * (float)(fat * (full - thickness) - (skin - fat) * tissue.Skin.Array[i]);
        }
        var spread = new Vector3(Smoothing, Smoothing, 0);
        var (smooth, weight) = (Gaussian.InMillimetres(missing, spread, threads), Gaussian.InMillimetres(breast, spread, threads));
        for (var i = 0; i < smooth.Array.Length; i++)
        {
            var fade = Math.Min(1, tissue.Thickness.Array[i] / (Fade * full));
            smooth.Array[i] = fade > 0 ? (float)(equalisation * fade * smooth.Array[i] / weight.Array[i]) : 0;
        }
        return smooth;
    }
}
