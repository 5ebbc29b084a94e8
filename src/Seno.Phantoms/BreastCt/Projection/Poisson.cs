using Seno.Core;

namespace Seno.Phantoms.BreastCt.Projection;

/// <summary>Whole numbers with Poisson's distribution, exactly: by inversion below a mean of 10, by Hörmann's transformed rejection above (PTRS; Insurance: Mathematics and Economics 12, 1993).</summary>
internal static class Poisson
{
    private const int Tabled = 256;
    private static readonly double[] LogFactorials = Table();

    /// <param name="mean">0 or more.</param>
    /// <param name="random">Consumed.</param>
    public static int Draw(double mean, SeededRandom random) => mean < 10 ? Invert(mean, random) : Reject(mean, random);

    private static int Invert(double mean, SeededRandom random)
    {
        var (left, share, count) = (random.NextDouble(), Math.Exp(-mean), 0);
        while (left > share && share > 0)
        {
            left -= share;
            share *= mean / ++count;
        }
        return count;
    }

    private static int Reject(double mean, SeededRandom random)
    {
        var (root, log) = (Math.Sqrt(mean), Math.Log(mean));
        var b = 0.931 + 2.53 * root;
        var a = -0.059 + 0.02483 * b;
        var inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        var accepted = 0.9277 - 3.6224 / (b - 2);
        while (true)
        {
            var (u, v) = (random.NextDouble() - 0.5, random.NextDouble());
            var side = 0.5 - Math.Abs(u);
            var count = (int)Math.Floor((2 * a / side + b) * u + mean + 0.43);
            if (side >= 0.07 && v <= accepted)
                return count;
            if (count < 0 || (side < 0.013 && v > side))
                continue;
            if (Math.Log(v) + Math.Log(inverseAlpha) - Math.Log(a / (side * side) + b) <= -mean + count * log - LogFactorial(count))
                return count;
        }
    }

    /// <summary>ln n!, from Stirling's series where it is exact to 1e-13.</summary>
    private static double LogFactorial(int n) => n < Tabled
        ? LogFactorials[n]
        : (n + 0.5) * Math.Log(n) - n + 0.5 * Math.Log(2 * Math.PI) + 1 / (12.0 * n) - 1 / (360.0 * n * n * n);

    private static double[] Table()
    {
        var table = new double[Tabled];
        for (var i = 2; i < Tabled; i++)
            table[i] = table[i - 1] + Math.Log(i);
        return table;
    }
}
