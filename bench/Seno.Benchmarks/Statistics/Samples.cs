using Seno.Core;

namespace Seno.Benchmarks.Statistics;

/// <summary>What simulated studies draw.</summary>
internal static class Samples
{
    /// <summary>Normal differences with variance 1, of which <paramref name="intraclass"/> is the patient's.</summary>
    public static (double[] Values, string[] Patients) Clustered(SeededRandom random, int patients, int lesions, double intraclass, double mean = 0)
    {
        var (values, names) = (new double[patients * lesions], new string[patients * lesions]);
        for (var patient = 0; patient < patients; patient++)
        {
            var shift = mean + Math.Sqrt(intraclass) * random.Normal();
            for (var i = patient * lesions; i < (patient + 1) * lesions; i++)
                (values[i], names[i]) = (shift + Math.Sqrt(1 - intraclass) * random.Normal(), $"p{patient:D3}");
        }
        return (values, names);
    }

    /// <summary>Scores like Dice: 1 − 0.15 × an exponential value, cut at 0, and one lesion in ten missed. Mean: <see cref="DiceMean"/>.</summary>
    public static double Dice(SeededRandom random) => random.Chance(0.1) ? 0 : Math.Max(0, 1 + 0.15 * Math.Log(1 - random.NextDouble()));

    /// <value>0.9 × ∫ (1 − 0.15 x)₊ e^−x dx = 0.9 × (1 − 0.15 (1 − e^(−1/0.15))).</value>
    public static double DiceMean { get; } = 0.9 * (1 - 0.15 * (1 - Math.Exp(-1 / 0.15)));

    /// <summary>Student's t with 3 degrees of freedom: symmetric, with far outliers.</summary>
    public static double HeavyTailed(SeededRandom random)
    {
        var squares = Enumerable.Range(0, 3).Sum(_ => Math.Pow(random.Normal(), 2));
        return random.Normal() / Math.Sqrt(squares / 3);
    }
}
