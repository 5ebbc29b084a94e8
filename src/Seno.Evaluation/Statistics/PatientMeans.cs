namespace Seno.Evaluation.Statistics;

/// <summary>One value a patient, so that tests which need independent values have them.</summary>
public static class PatientMeans
{
    /// <returns>Mean of each group's values, groups in ordinal order.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a value is NaN.</exception>
    public static double[] Of(IReadOnlyList<double> values, IReadOnlyList<string> groups)
    {
        if (values.Count != groups.Count || values.Any(double.IsNaN))
            throw new ArgumentException("Values that are numbers are needed, each with its group", nameof(values));
        return [.. values.Zip(groups).GroupBy(pair => pair.Second).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Average(pair => pair.First))];
    }
}
