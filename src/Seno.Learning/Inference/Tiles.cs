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
    /// <param name="patch">Sizes of a window: x, y and, of a volume, z.</param>
    /// <returns>x fastest.</returns>
    public static float[] GaussianWeights(IReadOnlyList<int> patch)
    {
        var (width, height) = (patch[0], patch[1]);
        var weights = new float[patch.Aggregate(1, (product, size) => product * size)];
        for (var i = 0; i < weights.Length; i++)
        {
            var exponent = Squared(i % width, width) + Squared(i / width % height, height);
            if (patch.Count == 3)
                exponent += Squared(i / (width * height), patch[2]);
            weights[i] = (float)Math.Max(Math.Exp(-exponent / 2), 1e-3);
        }
        return weights;

        static double Squared(int place, int size) => (place - (size - 1) / 2.0) / (size / 8.0) * ((place - (size - 1) / 2.0) / (size / 8.0));
    }
}
