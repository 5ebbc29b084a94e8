namespace Seno.Phantoms.DceMri;

/// <summary>The extended Tofts model: C(t) = vp Cp(t) + Ktrans ∫₀ᵗ Cp(τ) exp(−kep (t − τ)) dτ.</summary>
/// <remarks>Tofts et al., J. Magn. Reson. Imaging 10, 1999. The integral is exact for an input that is straight between steps of half a second.</remarks>
public static class ExtendedTofts
{
    private const double LongestStep = 0.5 / 60;

    /// <param name="tissue">What takes the contrast medium up.</param>
    /// <param name="plasma">mM in plasma by minutes after the contrast medium's arrival.</param>
    /// <param name="minutes">After the arrival.</param>
    /// <returns>mM, averaged over the tissue's volume; 0 up to the arrival.</returns>
    public static double Concentration(TissueKinetics tissue, Func<double, double> plasma, double minutes)
    {
        if (minutes <= 0)
            return 0;
        var steps = (int)Math.Ceiling(minutes / LongestStep);
        var step = minutes / steps;
        var (kept, older, newer) = Weights(tissue.Return, step);
        var (integral, last) = (0.0, plasma(0));
        for (var i = 1; i <= steps; i++)
        {
            var next = plasma(i * step);
            integral = kept * integral + older * last + newer * next;
            last = next;
        }
        return tissue.Plasma * last + tissue.Transfer * integral;
    }

    /// <summary>What one step keeps of the integral so far, and adds of the input at its two ends.</summary>
    private static (double Kept, double Older, double Newer) Weights(double rate, double step)
    {
        var exponent = rate * step;
        if (exponent < 1e-5)
            return (1 - exponent, step / 2, step / 2);
        var kept = Math.Exp(-exponent);
        var newer = (1 - (1 - kept) / exponent) / rate;
        return (kept, (1 - kept) / rate - newer, newer);
    }
}
