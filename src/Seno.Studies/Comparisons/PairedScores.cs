using Seno.Core;

namespace Seno.Studies.Comparisons;

/// <summary>A metric of the lesions that two evaluations share.</summary>
internal static class PairedScores
{
    /// <summary>All labels together, cases whose reference has the label, NaN left out.</summary>
    public static IReadOnlyList<PairedScore> Of(ComparedEvaluation first, ComparedEvaluation second, string metric, Func<string, string> patient)
    {
        foreach (var evaluation in new[] { first, second })
        {
            if (!evaluation.Metrics.Contains(metric))
                throw new DataException(evaluation.Folder, $"has no metric '{metric}'", NearestName.Suggest(metric, evaluation.Metrics));
        }
        return [.. first.Rows.Keys.Where(second.Rows.ContainsKey).OrderBy(key => key.Case, StringComparer.Ordinal)
            .Where(key => first.Rows[key].ReferenceVoxels > 0)
            .Select(key => new PairedScore(key.Case, key.Label, patient(key.Case), MetricDirection.Compared(metric, first.Rows[key].Values[metric]), MetricDirection.Compared(metric, second.Rows[key].Values[metric])))
            .Where(pair => !double.IsNaN(pair.First) && !double.IsNaN(pair.Second))];
    }
}

/// <summary>One lesion's scores by two methods.</summary>
internal sealed record PairedScore(string Case, string Label, string Patient, double First, double Second)
{
    /// <value>First − second; 0 where both are the same infinity.</value>
    public double Difference => First == Second ? 0 : First - Second;
}
