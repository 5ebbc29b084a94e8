using Seno.Imaging;

namespace Seno.Phantoms.Plausibility;

/// <summary>What can be measured of speckle in an image whose log compression is not known.</summary>
/// <remarks>
/// The signal-to-noise ratio of the envelope, 1.91 for fully developed speckle, needs the envelope. After a logarithm the speckle's deviation no
/// longer depends on the mean: 5.57 dB, whatever the echo. So we take that deviation, its slope against the mean, and the speckle's size.
/// </remarks>
/// <param name="Deviation">Median standard deviation within windows of 7 × 7 px.</param>
/// <param name="Slope">Of that deviation against the windows' means: 0 for an ideal logarithm.</param>
/// <param name="Lateral">Full width at half maximum of the autocorrelation along x, px.</param>
/// <param name="Axial">The same along y.</param>
public sealed record SpeckleStatistics(double Deviation, double Slope, double Lateral, double Axial)
{
    private const int Window = 7;

    /// <value>px on either side of a pixel whose mean is taken off before correlating: anatomy is larger.</value>
    private const int Background = 10;
    private const int LongestLag = 12;

    /// <param name="image">B mode, x across the beam and y along it.</param>
    /// <param name="region">Not 0 where it is to be measured.</param>
    /// <returns>Null where no window fits.</returns>
    public static SpeckleStatistics? Of(Volume<float> image, Volume<byte> region)
    {
        var windows = Windows(image, region).ToArray();
        if (windows.Length < 2)
            return null;
        var (meanX, meanY) = (windows.Average(window => window.Mean), windows.Average(window => window.Deviation));
        var slope = windows.Sum(window => (window.Mean - meanX) * (window.Deviation - meanY)) / windows.Sum(window => (window.Mean - meanX) * (window.Mean - meanX));
        var texture = WithoutBackground(image);
        return new(Core.OrderStatistics.Median(windows.Select(window => window.Deviation)), slope, Width(texture, region, 1, 0), Width(texture, region, 0, 1));
    }

    private static IEnumerable<(double Mean, double Deviation)> Windows(Volume<float> image, Volume<byte> region)
    {
        for (var top = 0; top + Window <= image.Size.Y; top += Window)
        {
            for (var left = 0; left + Window <= image.Size.X; left += Window)
            {
                var (sum, squares, inside) = (0.0, 0.0, true);
                for (var i = 0; i < Window * Window; i++)
                {
                    var (x, y) = (left + i % Window, top + i / Window);
                    inside &= region[x, y] != 0;
                    sum += image[x, y];
                    squares += (double)image[x, y] * image[x, y];
                }
                var mean = sum / (Window * Window);
                if (inside)
                    yield return (mean, Math.Sqrt(Math.Max(0, squares / (Window * Window) - mean * mean)));
            }
        }
    }

    private static Volume<float> WithoutBackground(Volume<float> image)
    {
        var (width, height) = (image.Size.X, image.Size.Y);
        var sums = new double[(width + 1) * (height + 1)];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                sums[x + 1 + (width + 1) * (y + 1)] = image[x, y] + sums[x + (width + 1) * (y + 1)] + sums[x + 1 + (width + 1) * y] - sums[x + (width + 1) * y];
        }
        var texture = new Volume<float>(image.Geometry);
        for (var y = 0; y < height; y++)
        {
            var (y0, y1) = (Math.Max(0, y - Background), Math.Min(height, y + Background + 1));
            for (var x = 0; x < width; x++)
            {
                var (x0, x1) = (Math.Max(0, x - Background), Math.Min(width, x + Background + 1));
                var sum = sums[x1 + (width + 1) * y1] - sums[x0 + (width + 1) * y1] - sums[x1 + (width + 1) * y0] + sums[x0 + (width + 1) * y0];
                texture[x, y] = (float)(image[x, y] - sum / ((x1 - x0) * (y1 - y0)));
            }
        }
        return texture;
    }

    private static double Width(Volume<float> texture, Volume<byte> region, int stepX, int stepY)
    {
        var (whole, before) = (Correlation(texture, region, 0, 0), 1.0);
        for (var lag = 1; lag <= LongestLag; lag++)
        {
            var now = Correlation(texture, region, lag * stepX, lag * stepY) / whole;
            if (now < 0.5)
                return 2 * (lag - 1 + (before - 0.5) / (before - now));
            before = now;
        }
        return 2 * LongestLag;
    }

    private static double Correlation(Volume<float> texture, Volume<byte> region, int shiftX, int shiftY)
    {
        var (sum, count) = (0.0, 0);
        for (var y = 0; y + shiftY < texture.Size.Y; y++)
        {
            for (var x = 0; x + shiftX < texture.Size.X; x++)
            {
                if (region[x, y] == 0 || region[x + shiftX, y + shiftY] == 0)
                    continue;
                sum += texture[x, y] * texture[x + shiftX, y + shiftY];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
