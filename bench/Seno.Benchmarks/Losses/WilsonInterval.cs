namespace Seno.Benchmarks.Losses;

/// <summary>95 % score interval of a share (Wilson, Journal of the American Statistical Association 22, 1927).</summary>
internal static class WilsonInterval
{
    private const double Z = 1.959963984540054;

    public static (double Low, double High) Of(int successes, int trials)
    {
        var (share, z2) = ((double)successes / trials, Z * Z);
        var centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
        var half = Z / (1 + z2 / trials) * Math.Sqrt(share * (1 - share) / trials + z2 / (4.0 * trials * trials));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
