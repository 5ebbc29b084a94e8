using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Mammography;

/// <summary>DICOM's sigmoid of a VOI LUT (PS3.3, C.11.2.1.3.1): 1 / (1 + exp(−4 (x − Centre) / Width)).</summary>
/// <param name="Centre">∫ µ dl shown as half of white.</param>
/// <param name="Width">∫ µ dl over which the tangent at the centre runs from black to white.</param>
internal readonly record struct DisplayWindow(double Centre, double Width)
{
    /// <value>Of white: the median of the breast. Ours, after low-energy images of CDD-CESM.</value>
    private const double MedianShown = 0.42;

    /// <value>Of white: the 99th percentile of the breast. Ours.</value>
    private const double BrightestShown = 0.93;

    /// <value>Of white: the 10th percentile of the breast at least, so that the fat of a dense breast is not black. Ours.</value>
    private const double DarkestShown = 0.18;

    /// <value>Of what gland attenuates more than fat under full thickness: a window is never so narrow that it shows only noise. Ours.</value>
    private const double LeastSpan = 0.2;

    /// <value>mm between the columns from which the percentiles are taken.</value>
    private const double Sampling = 3;

    /// <summary>The window for a whole breast, whatever part of it is imaged: by the median, 10th and 99th percentile of its normal tissue, muscle left out.</summary>
    public static DisplayWindow Of(CompressedBreast breast, MammographyScanner scanner, float[] coefficients, int threads)
    {
        var full = breast.Compression.Thickness;
        var whole = MammographySimulator.WholeBreast(breast, scanner with { Pixel = Sampling });
        var tissue = TissueProjection.Of(breast, scanner, whole, coefficients, threads);
        var added = ThicknessCompensation.Of(tissue, full, scanner.Equalisation, threads);
        float[] levels = [.. Enumerable.Range(0, added.Array.Length)
            .Where(i => TissueLabels.Names[tissue.Tissue.Array[i]] is "adipose" or "fibroglandular")
            .Select(i => tissue.Attenuation.Array[i] + added.Array[i])];
        var mean = AttenuationCoefficients.Mean();
        var (fat, gland) = (mean[(int)Material.Adipose] * full, mean[(int)Material.Fibroglandular] * full);
        Array.Sort(levels);
        if (levels.Length == 0)
            return Through(fat, fat, gland);
        var middle = levels[levels.Length / 2];
        return Through(levels[levels.Length / 10], middle, Math.Max(levels[(int)(0.99 * (levels.Length - 1))], middle + LeastSpan * (gland - fat)));
    }

    /// <returns>0..1.</returns>
    public double Show(double level) => 1 / (1 + Math.Exp(-4 * (level - Centre) / Width));

    private static DisplayWindow Through(double darkest, double middle, double brightest)
    {
        var (dark, low, high) = (Logit(DarkestShown), Logit(MedianShown), Logit(BrightestShown));
        var width = 4 * Math.Max((brightest - middle) / (high - low), (middle - darkest) / (low - dark));
        return new(middle - low * width / 4, width);
    }

    private static double Logit(double share) => Math.Log(share / (1 - share));
}
