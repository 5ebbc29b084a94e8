namespace Seno.Phantoms.DceMri;

/// <summary>The steady state of a spoiled gradient echo (Ernst and Anderson, Rev. Sci. Instrum. 37, 1966).</summary>
public static class SpoiledGradientEcho
{
    /// <summary>ρ sin α (1 − E₁) / (1 − E₁ cos α) exp(−TE/T2*), where E₁ = exp(−TR/T1).</summary>
    /// <param name="tissue">T1 is the one that contrast medium has left.</param>
    /// <param name="repetitionTime">TR, ms.</param>
    /// <param name="echoTime">TE, ms.</param>
    /// <param name="flipAngle">α, degrees.</param>
    /// <returns>Share of what water at equilibrium would give.</returns>
    public static double Signal(TissueRelaxation tissue, double repetitionTime, double echoTime, double flipAngle)
    {
        var (angle, left) = (flipAngle * Math.PI / 180, Math.Exp(-repetitionTime / tissue.T1));
        return tissue.ProtonDensity * Math.Sin(angle) * (1 - left) / (1 - left * Math.Cos(angle)) * Math.Exp(-echoTime / tissue.T2Star);
    }

    /// <returns>Degrees: the flip angle of the strongest signal, arccos exp(−TR/T1).</returns>
    public static double ErnstAngle(double repetitionTime, double t1) => Math.Acos(Math.Exp(-repetitionTime / t1)) * 180 / Math.PI;

    /// <summary>T1 with contrast medium: 1/T1 = 1/T10 + r₁ C.</summary>
    /// <param name="tissue">Without contrast medium.</param>
    /// <param name="concentration">C, mM.</param>
    /// <param name="relaxivity">r₁, per mM and second.</param>
    public static TissueRelaxation With(TissueRelaxation tissue, double concentration, double relaxivity) =>
        tissue with { T1 = 1 / (1 / tissue.T1 + relaxivity * concentration / 1000) };
}
