namespace Seno.Evaluation.Statistics;

/// <summary>What a sample of several slices or lesions a patient is worth.</summary>
/// <param name="Intraclass">ρ: correlation of two values of one patient.</param>
/// <param name="Factor">By how much clustering multiplies the variance of the mean.</param>
/// <param name="EffectiveN">Values divided by the factor: as many independent ones would say as much.</param>
public sealed record DesignEffect(double Intraclass, double Factor, double EffectiveN)
{
    /// <summary>1 + (m − 1)ρ (Kish, Survey Sampling, 1965) with m = Σm²/Σm for clusters of unequal size, which is right for the plain mean of all values.</summary>
    /// <param name="sizes">Values in each cluster, at least one.</param>
    /// <param name="intraclass">ρ in [0, 1].</param>
    /// <exception cref="ArgumentException">No cluster, an empty one, or ρ outside [0, 1].</exception>
    public static DesignEffect Of(IReadOnlyList<int> sizes, double intraclass)
    {
        if (sizes.Count == 0 || sizes.Min() < 1)
            throw new ArgumentException("Every cluster holds at least one value", nameof(sizes));
        if (!(intraclass is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(intraclass), intraclass, "An intraclass correlation here lies in [0, 1]");
        var total = sizes.Sum(size => (double)size);
        var factor = 1 + (sizes.Sum(size => (double)size * size) / total - 1) * intraclass;
        return new(intraclass, factor, total / factor);
    }

    /// <summary>With ρ from a one-way analysis of variance of the values themselves, 0 where it comes out negative.</summary>
    /// <param name="values">Finite.</param>
    /// <param name="groups">Patient of each value.</param>
    /// <returns>Null with fewer than two groups, or where no group has two values: then ρ cannot be estimated.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or the lengths differ.</exception>
    public static DesignEffect? Estimate(IReadOnlyList<double> values, IReadOnlyList<string> groups)
    {
        if (values.Count != groups.Count || !values.All(double.IsFinite))
            throw new ArgumentException("Every value must be finite and have a group", nameof(values));
        var clusters = values.Zip(groups).GroupBy(pair => pair.Second, pair => pair.First).Select(cluster => cluster.ToArray()).ToArray();
        if (clusters.Length < 2 || clusters.Length == values.Count)
            return null;
        var mean = values.Average();
        var between = clusters.Sum(cluster => cluster.Length * Square(cluster.Average() - mean)) / (clusters.Length - 1);
        var within = clusters.Sum(cluster => cluster.Sum(value => Square(value - cluster.Average()))) / (values.Count - clusters.Length);
        var size = (values.Count - clusters.Sum(cluster => Square(cluster.Length)) / values.Count) / (clusters.Length - 1);
        var total = between + (size - 1) * within;
        return Of([.. clusters.Select(cluster => cluster.Length)], total > 0 ? Math.Clamp((between - within) / total, 0, 1) : 0);
    }

    private static double Square(double value) => value * value;
}
