using Seno.Core;
using Seno.Evaluation.Statistics;

namespace Seno.Benchmarks.Statistics;

/// <summary>How often 95 % intervals hold the truth.</summary>
internal static class Coverage
{
    private const double Nominal = 0.95;
    private const int Resamples = 1000;

    public static IEnumerable<SimulatedRate> Of(int studies) => [.. Means(studies), .. Shifts(studies), .. Intraclass(studies)];

    private static IEnumerable<SimulatedRate> Means(int studies)
    {
        foreach (var patients in new[] { 8, 15, 40 })
        {
            yield return SimulatedRate.Of("BCa of the mean, by patient", $"normal, {patients} patients × 3 lesions, ρ 0.5", Nominal, studies, i =>
            {
                var (values, groups) = Samples.Clustered(new(1, "coverage", patients, i), patients, 3, 0.5);
                return Holds(BcaBootstrap.Mean(values, groups, resamples: Resamples), 0);
            });
            yield return SimulatedRate.Of("BCa of the mean, patients ignored (wrong)", $"normal, {patients} patients × 3 lesions, ρ 0.5", Nominal, studies, i =>
            {
                var (values, _) = Samples.Clustered(new(1, "coverage", patients, i), patients, 3, 0.5);
                return Holds(BcaBootstrap.Mean(values, [.. values.Select((_, lesion) => $"{lesion}")], resamples: Resamples), 0);
            });
            yield return SimulatedRate.Of("BCa of the mean, by patient", $"Dice-like, 10 % missed, {patients} patients", Nominal, studies, i =>
            {
                var random = new SeededRandom(2, "coverage", patients, i);
                var values = Enumerable.Range(0, patients).Select(_ => Samples.Dice(random)).ToArray();
                return Holds(BcaBootstrap.Mean(values, [.. values.Select((_, patient) => $"{patient:D3}")], resamples: Resamples), Samples.DiceMean);
            });
        }
    }

    private static IEnumerable<SimulatedRate> Shifts(int studies)
    {
        foreach (var pairs in new[] { 8, 20 })
        {
            yield return SimulatedRate.Of("Hodges–Lehmann shift", $"heavy-tailed, {pairs} pairs", Nominal, studies, i =>
            {
                var random = new SeededRandom(3, "coverage", pairs, i);
                return Holds(HodgesLehmann.Shift([.. Enumerable.Range(0, pairs).Select(_ => Samples.HeavyTailed(random))]), 0);
            });
        }
    }

    /// <summary>Case variance 3, rater variance 0.5, error variance 1: the truth is 3/4.5 with raters' offsets, 3/4 without.</summary>
    private static IEnumerable<SimulatedRate> Intraclass(int studies)
    {
        foreach (var cases in new[] { 8, 20 })
        {
            foreach (var (form, truth, name) in new[] { (IntraclassForm.OneWaySingle, 0.75, "ICC(1,1)"), (IntraclassForm.AgreementSingle, 3 / 4.5, "ICC(2,1)"), (IntraclassForm.ConsistencySingle, 0.75, "ICC(3,1)") })
            {
                yield return SimulatedRate.Of(name, $"{cases} cases × 4 raters", Nominal, studies, i =>
                {
                    var random = new SeededRandom(4, "coverage", cases, i);
                    var offsets = Enumerable.Range(0, 4).Select(_ => form == IntraclassForm.OneWaySingle ? 0 : Math.Sqrt(0.5) * random.Normal()).ToArray();
                    var ratings = Enumerable.Range(0, cases).Select(_ => Math.Sqrt(3) * random.Normal() is var level ? offsets.Select(offset => level + offset + random.Normal()).ToArray() : []).ToArray();
                    return Holds(IntraclassCorrelation.Of(ratings, form), truth);
                });
            }
        }
    }

    private static bool Holds(Estimate estimate, double truth) => estimate.Low <= truth && truth <= estimate.High;
}
