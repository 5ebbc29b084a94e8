namespace Seno.Evaluation.Calibration;

/// <summary>How often what was given a probability came true, by bins of probability (Murphy and Winkler, Applied Statistics 26, 1977).</summary>
public sealed class ReliabilityDiagram
{
    /// <value>Guo et al., ICML 2017.</value>
    public const int DefaultBins = 15;

    private readonly ReliabilityBin[] bins;

    private ReliabilityDiagram(ReliabilityBin[] bins) => this.bins = bins;

    /// <value>From the lowest probability to the highest; some may be empty.</value>
    public IReadOnlyList<ReliabilityBin> Bins => bins;

    public double Weight => bins.Sum(bin => bin.Weight);

    /// <value>Mean of (p − y)², exactly: the bins hold all it needs.</value>
    public double Brier => bins.Sum(bin => bin.SquaredProbability - 2 * bin.Joint + bin.Found) / Weight;

    /// <summary>Bins of equal width over [0, 1], open below and closed above, but the first, which holds p = 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one bin.</exception>
    public static ReliabilityDiagram EqualWidth(BinaryForecast forecast, int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var filled = new ReliabilityBin[bins];
        var probabilities = forecast.Probability.Span;
        var truth = forecast.Truth.Span;
        for (var i = 0; i < truth.Length; i++)
            filled[Place(probabilities[i], bins)].Add(probabilities[i], truth[i]);
        return new(filled);
    }

    /// <inheritdoc cref="EqualWidth(BinaryForecast, int)"/>
    public static ReliabilityDiagram EqualWidth(WeightedForecast forecast, int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var filled = new ReliabilityBin[bins];
        for (var i = 0; i < forecast.Truth.Length; i++)
            filled[Place(forecast.Probability[i], bins)].Add(forecast.Probability[i], forecast.Truth[i], forecast.Weight[i]);
        return new(filled);
    }

    /// <summary>Bins of about as many voxels each. Equal probabilities stay together, so there are fewer bins where one value is most of the voxels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one bin.</exception>
    public static ReliabilityDiagram EqualMass(WeightedForecast forecast, int bins = DefaultBins) => Between(forecast, MassEdges([forecast], bins));

    /// <summary>Bins between given edges: (edge[i − 1], edge[i]], the first from 0 on, the last up to 1.</summary>
    /// <param name="forecast">Any.</param>
    /// <param name="edges">Rising; one bin more than there are edges.</param>
    public static ReliabilityDiagram Between(WeightedForecast forecast, double[] edges)
    {
        var filled = new ReliabilityBin[edges.Length + 1];
        for (var i = 0; i < forecast.Truth.Length; i++)
        {
            var at = Array.BinarySearch(edges, forecast.Probability[i]);
            filled[at < 0 ? ~at : at].Add(forecast.Probability[i], forecast.Truth[i], forecast.Weight[i]);
        }
        return new(filled);
    }

    /// <summary>Edges of bins of about equal mass over several forecasts together.</summary>
    /// <returns>Rising, fewer than <paramref name="bins"/>.</returns>
    public static double[] MassEdges(IReadOnlyList<WeightedForecast> forecasts, int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        double[] probabilities = [.. forecasts.SelectMany(forecast => forecast.Probability)];
        double[] weights = [.. forecasts.SelectMany(forecast => forecast.Weight)];
        Array.Sort(probabilities, weights);
        var (total, passed, edges) = (weights.Sum(), 0.0, new List<double>());
        var bin = -1;
        for (var i = 0; i < probabilities.Length;)
        {
            var (first, mass) = (i, 0.0);
            for (; i < probabilities.Length && probabilities[i] == probabilities[first]; i++)
                mass += weights[i];
            // a value belongs where the middle of its mass lies
            var its = Math.Min(bins - 1, (int)((passed + mass / 2) / total * bins));
            if (its > bin && bin >= 0)
                edges.Add(probabilities[first - 1]);
            bin = its;
            passed += mass;
        }
        return [.. edges];
    }

    /// <summary>Several with the same bins as one: all their voxels.</summary>
    /// <exception cref="ArgumentException">The numbers of bins differ, or there are no diagrams.</exception>
    public static ReliabilityDiagram Sum(IReadOnlyList<ReliabilityDiagram> diagrams)
    {
        if (diagrams.Count == 0 || diagrams.Any(diagram => diagram.bins.Length != diagrams[0].bins.Length))
            throw new ArgumentException("Diagrams of as many bins are needed", nameof(diagrams));
        var sum = new ReliabilityBin[diagrams[0].bins.Length];
        foreach (var diagram in diagrams)
        {
            for (var i = 0; i < sum.Length; i++)
                sum[i].Add(diagram.bins[i]);
        }
        return new(sum);
    }

    private static int Place(double probability, int bins) => Math.Clamp((int)Math.Ceiling(probability * bins) - 1, 0, bins - 1);
}
