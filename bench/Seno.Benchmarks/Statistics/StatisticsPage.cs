using System.Globalization;
using System.Text;
using Seno.Core;

namespace Seno.Benchmarks.Statistics;

/// <summary>Writes docs/results/statistics.md.</summary>
internal static class StatisticsPage
{
    private const int Studies = 10_000;

    public static int Run(string[] args)
    {
        if (args is not [var path])
        {
            Console.Error.WriteLine("usage: statistics FILE");
            return 2;
        }
        var text = new StringBuilder("# Statistics: coverage and error rates by simulation\n\nMeasured by `bench/statistics`, seeded, on one core. ");
        text.Append(CultureInfo.InvariantCulture, $"{Studies} studies a row: a rate of 95 % has a standard error of {100 * Math.Sqrt(0.95 * 0.05 / Studies):0.0} points, one of 2.5 % of {100 * Math.Sqrt(0.025 * 0.975 / Studies):0.0}.\nRows marked (wrong) show what the common mistake costs. What the routines are: [methods](../methods/statistics.md).\n");
        Append(text, "Coverage of 95 % intervals", "held the truth", Coverage.Of(Studies));
        Append(text, "Error rates", "rejected, or called non-inferior", ErrorRates.Of(Studies));
        AtomicFile.WriteText(path, text.ToString());
        return 0;
    }

    private static void Append(StringBuilder text, string heading, string share, IEnumerable<SimulatedRate> rates)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n| routine | on | {share} | nominal |\n|---|---|---|---|\n");
        foreach (var rate in rates)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {rate.Routine} | {rate.Setting} | {100 * rate.Share:0.0} % | {100 * rate.Nominal:0.#} % |\n");
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rate.Routine}, {rate.Setting}: {100 * rate.Share:0.0} %"));
        }
    }
}
