using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Phantoms.Plausibility;

/// <summary>An image's mean by the distance from the edge of a mask.</summary>
public static class EdgeProfile
{
    /// <param name="image">On the mask's grid.</param>
    /// <param name="mask">Not 0 inside.</param>
    /// <param name="region">Not 0 where to look.</param>
    /// <param name="reach">As far inside as outside, in the grid's unit (mm, or px where that is unknown).</param>
    /// <param name="bins">On each side.</param>
    /// <returns>Middle of each bin, negative inside, and the mean there; NaN where a bin is empty.</returns>
    public static IReadOnlyList<(double Distance, double Mean)> Of(Volume<float> image, Volume<byte> mask, Volume<byte> region, double reach, int bins)
    {
        var (sums, counts) = (new double[2 * bins], new int[2 * bins]);
        var distance = DistanceTransform.Signed(mask);
        for (var i = 0; i < image.Array.Length; i++)
        {
            var bin = (int)Math.Floor(distance.Array[i] / reach * bins) + bins;
            if (region.Array[i] == 0 || bin < 0 || bin >= sums.Length)
                continue;
            sums[bin] += image.Array[i];
            counts[bin]++;
        }
        return [.. sums.Select((sum, bin) => ((bin - bins + 0.5) * reach / bins, counts[bin] == 0 ? double.NaN : sum / counts[bin]))];
    }
}
