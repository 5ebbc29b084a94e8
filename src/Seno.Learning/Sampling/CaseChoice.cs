using Seno.Core;
using Seno.Data;
using Seno.Data.Preprocessing;

namespace Seno.Learning.Sampling;

/// <summary>Which case a sample shows, and whether it must show foreground: the last samples of each batch must, as many as the plan's oversampling says.</summary>
internal sealed class CaseChoice
{
    private readonly Plan plan;
    private readonly IReadOnlyList<PreprocessedCase> cases;
    private readonly CaseOrder order;
    private readonly int[] withForeground;
    private readonly int certain;

    /// <param name="plan">Batch size, oversampling and seed.</param>
    /// <param name="all">Those of which nothing was annotated are never shown, unless nothing was of any.</param>
    public CaseChoice(Plan plan, IReadOnlyList<PreprocessedCase> all)
    {
        PreprocessedCase[] annotated = [.. all.Where(item => item.Slices.Any(slice => slice.Annotated is not { Count: 0 }))];
        this.plan = plan;
        cases = annotated.Length > 0 ? annotated : all;
        order = new(cases.Count, plan.Seed);
        withForeground = [.. Enumerable.Range(0, cases.Count).Where(i => HasForeground(cases[i]))];
        certain = (int)Math.Round(plan.BatchSize * plan.ForegroundOversampling);
    }

    public (PreprocessedCase Case, bool Forced) Draw(long iteration, int sample, SeededRandom random)
    {
        var forced = withForeground.Length > 0 && sample >= plan.BatchSize - certain;
        var chosen = cases[order.At(iteration * plan.BatchSize + sample)];
        return (forced && !HasForeground(chosen) ? cases[withForeground[random.Next(withForeground.Length)]] : chosen, forced);
    }

    private static bool HasForeground(PreprocessedCase item) => item.Slices.Any(slice => slice.Foreground.Count > 0);
}
