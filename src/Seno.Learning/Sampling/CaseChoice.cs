using Seno.Core;
using Seno.Data;
using Seno.Data.Preprocessing;

namespace Seno.Learning.Sampling;

/// <summary>Which case a sample shows, and whether it must show foreground: the last samples of each batch must, as many as the plan's oversampling says.</summary>
internal sealed class CaseChoice(Plan plan, IReadOnlyList<PreprocessedCase> cases)
{
    private readonly CaseOrder order = new(cases.Count, plan.Seed);
    private readonly int[] withForeground = [.. Enumerable.Range(0, cases.Count).Where(i => HasForeground(cases[i]))];
    private readonly int certain = (int)Math.Round(plan.BatchSize * plan.ForegroundOversampling);

    public (PreprocessedCase Case, bool Forced) Draw(long iteration, int sample, SeededRandom random)
    {
        var forced = withForeground.Length > 0 && sample >= plan.BatchSize - certain;
        var chosen = cases[order.At(iteration * plan.BatchSize + sample)];
        return (forced && !HasForeground(chosen) ? cases[withForeground[random.Next(withForeground.Length)]] : chosen, forced);
    }

    private static bool HasForeground(PreprocessedCase item) => item.Slices.Any(slice => slice.Foreground.Count > 0);
}
