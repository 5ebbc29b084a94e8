namespace Seno.Learning.Inference;

/// <summary>Where the windows of a sliding-window prediction start, and how much each pixel of one counts.</summary>
public static class Tiles
{
    /// <param name="size">Pixels of the (padded) image on this axis, at least <paramref name="patch"/>.</param>
    /// <param name="patch">Pixels of a window.</param>
    /// <param name="overlap">Share of a window that the next one covers again, 0 to below 1.</param>
    /// <returns>Starts, evenly spread, the first 0 and the last flush with the end (nnU-Net).</returns>
    public static int[] Starts(int size, int patch, double overlap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, patch);
        if (overlap is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(overlap), "must be at least 0 and below 1");
        var step = Math.Max(1, patch * (1 - overlap));
        var count = (int)Math.Ceiling((size - patch) / step) + 1;
        return [.. Enumerable.Range(0, count).Select(i => count == 1 ? 0 : (int)Math.Round((double)i * (size - patch) / (count - 1)))];
    }

    /// <summary>Gaussian with σ an eighth of the window (nnU-Net), 1 at the centre, never 0.</summary>
    public static float[] GaussianWeights(int width, int height)
    {
        var weights = new float[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var u = (x - (width - 1) / 2.0) / (width / 8.0);
                var v = (y - (height - 1) / 2.0) / (height / 8.0);
                weights[x + width * y] = (float)Math.Max(Math.Exp(-(u * u + v * v) / 2), 1e-3);
            }
        }
        return weights;
    }
}
