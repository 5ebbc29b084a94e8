using Seno.Imaging;

namespace Seno.Phantoms.Mammography;

/// <summary>From counts to what a reader is shown, DICOM's "for presentation": logarithm, compensated thickness, sigmoid window, 12 bits.</summary>
/// <remarks>Makers' own processing is not public; this is ours.</remarks>
internal static class Presentation
{
    public const float White = 4095;

    /// <param name="counts">Quanta.</param>
    /// <param name="quanta">In a pixel without a breast.</param>
    /// <param name="compensation">∫ µ dl to be added.</param>
    /// <param name="window">Of the whole breast.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>Whole numbers from 0 to 4095.</returns>
    public static Volume<float> Of(Volume<float> counts, double quanta, Volume<float> compensation, DisplayWindow window, int threads)
    {
        var image = new Volume<float>(counts.Geometry);
        var width = image.Size.X;
        Slices.ForEach(image.Size.Y, threads, y =>
        {
            for (var i = y * width; i < (y + 1) * width; i++)
            {
                var level = -Math.Log(Math.Max(1, counts.Array[i]) / quanta) + compensation.Array[i];
                image.Array[i] = (float)Math.Round(White * window.Show(level));
            }
        });
        return image;
    }
}
