namespace Seno.Phantoms.DceMri;

/// <summary>The extended Tofts model at one time for many tissues: the integral is tabulated over kep, all else is exact.</summary>
internal sealed class UptakeTable
{
    private const int Nodes = 512;
    private const double Least = 0.005;
    private const double Most = 50;

    private readonly double plasma;
    private readonly double[] integrals;

    /// <param name="minutes">After the arrival.</param>
    public UptakeTable(double minutes)
    {
        plasma = ExtendedTofts.Concentration(new(0, 1, 1), ArterialInput.Plasma, minutes);
        integrals = [.. Enumerable.Range(0, Nodes).Select(node => ExtendedTofts.Concentration(new(1, Least * Math.Pow(Most / Least, node / (Nodes - 1.0)), 0), ArterialInput.Plasma, minutes))];
    }

    /// <param name="tissue">kep is taken for 0.005 where it is less, for 50 per minute where it is more.</param>
    /// <returns>mM.</returns>
    public double Concentration(in TissueKinetics tissue)
    {
        var place = Math.Log(Math.Clamp(tissue.Return, Least, Most) / Least) / Math.Log(Most / Least) * (Nodes - 1);
        var node = Math.Min((int)place, Nodes - 2);
        return tissue.Plasma * plasma + tissue.Transfer * (integrals[node] + (place - node) * (integrals[node + 1] - integrals[node]));
    }
}
