namespace Seno.Imaging.Operators;

/// <summary>Shading that coils and beams lay over an image, found from the image alone and taken out.</summary>
/// <remarks>
/// N4 (Tustison et al., IEEE Trans. Med. Imaging 29, 2010): of the logarithm, a Gaussian is deconvolved from the histogram; what this
/// moves each voxel by is approximated by a B-spline, again and again, with twice the spans from level to level. Other than in N4, the image
/// is shrunk by block means over the mask, and the field's geometric mean over the mask is 1, so that brightness stays.
/// </remarks>
public static class BiasField
{
    /// <param name="image">The image; it is not changed. Only finite values above 0 tell of the field; it then divides all others too, and NaN stays NaN.</param>
    /// <param name="mask">Only where it is not 0 is the field estimated; default: above <see cref="Otsu.Threshold"/>, or everywhere if all are equal.</param>
    /// <param name="options">Default: as the ITK filter's.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentException">The mask has another size, or no finite voxel above 0 lies in it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option outside its range.</exception>
    public static BiasCorrection Correct(Volume<float> image, Volume<byte>? mask = null, BiasFieldOptions? options = null, int threads = 0)
    {
        Grid.RequireSameSize(image.Size, mask?.Size ?? image.Size, nameof(mask));
        options ??= new();
        BiasFieldOptions.Require(options);
        if (mask is null && ValueRange.Of(image, threads) is { } range && range.Low < range.High)
        {
            var threshold = Otsu.Threshold(image, threads: threads);
            mask = image.Map(value => (byte)(value > threshold ? 1 : 0));
        }
        var small = ShrunkenLog.Of(image, mask, options.Shrink);
        if (small.Count == 0)
            throw new ArgumentException("has no finite value above 0 in the mask", nameof(image));
        var (spline, iterations) = Estimate(small, options, threads);
        var axes = Enumerable.Range(0, 3).Select(axis => ShrunkenLog.Places(image.Size[axis], 1)).ToArray();
        var field = new Volume<float>(image.Geometry, spline.Evaluate(axes, threads));
        var result = Grid.Unwritten<float>(image.Geometry);
        Pieces.ForRanges(field.Array.Length, 1 << 16, threads, (start, end) =>
        {
            for (var i = start; i < end; i++)
            {
                field.Array[i] = MathF.Exp(field.Array[i]);
                result.Array[i] = image.Array[i] / field.Array[i];
            }
        });
        return new(result, field, iterations);
    }

    private static (SplineField Field, int Iterations) Estimate(ShrunkenLog image, BiasFieldOptions options, int threads)
    {
        var spline = new SplineField(image.Size, spans: 1);
        var (corrected, field) = ((float[])image.Values.Clone(), new float[image.Values.Length]);
        var sharpening = new HistogramSharpening(options.Bins, options.Width, options.Noise);
        var total = 0;
        for (var level = 0; level < options.Levels; level++)
        {
            spline = level == 0 ? spline : spline.Refined();
            for (var (iteration, change) = (0, double.PositiveInfinity); iteration < options.Iterations && change > options.Tolerance; iteration++, total++)
            {
                var residual = sharpening.Residual(corrected, image.Inside);
                spline = spline.Plus(SplineField.Approximate(residual, image.Inside, image.Axes, spline.Spans, threads));
                var next = spline.Evaluate(image.Axes, threads);
                change = Change(field, next, image.Inside);
                field = next;
                for (var i = 0; i < field.Length; i++)
                    corrected[i] = image.Values[i] - field[i];
            }
        }
        return (spline.Plus(-field.Where((_, i) => image.Inside[i]).Average()), total);
    }

    /// <summary>Coefficient of variation of the ratio of two fields.</summary>
    private static double Change(float[] before, float[] after, bool[] inside)
    {
        var (count, mean, squares) = (0, 0.0, 0.0);
        for (var i = 0; i < before.Length; i++)
        {
            if (!inside[i])
                continue;
            var ratio = Math.Exp(after[i] - before[i]);
            var delta = ratio - mean;
            mean += delta / ++count;
            squares += delta * (ratio - mean);
        }
        return count < 2 ? 0 : Math.Sqrt(squares / (count - 1)) / mean;
    }
}
