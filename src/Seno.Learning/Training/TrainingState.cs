using System.Collections.Immutable;
using System.Globalization;

namespace Seno.Learning.Training;

/// <summary>Where a training stands: what a checkpoint needs beside tensors.</summary>
/// <param name="Iteration">Steps done.</param>
/// <param name="Average">Exponential moving average of the pseudo-Dice, weight 0.9 on the past (nnU-Net); NaN before the first validation.</param>
/// <param name="Best">The highest average so far.</param>
/// <param name="Sums">The task's scalars, summed over the steps of an unfinished epoch.</param>
public sealed record TrainingState(long Iteration, double Average, double Best, ImmutableSortedDictionary<string, double> Sums)
{
    private const string SumPrefix = "sum/";
    private static readonly ImmutableSortedDictionary<string, double> NoSums = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    public static TrainingState Start { get; } = new(0, double.NaN, double.NegativeInfinity, NoSums);

    public bool IsBest => Average >= Best;

    /// <summary>A step further within an epoch.</summary>
    public TrainingState After(IReadOnlyDictionary<string, double> scalars)
    {
        var sums = Sums.ToBuilder();
        foreach (var (name, value) in scalars)
            sums[name] = Sums.GetValueOrDefault(name) + value;
        return this with { Iteration = Iteration + 1, Sums = sums.ToImmutable() };
    }

    /// <summary>An epoch ends with its score.</summary>
    public TrainingState Scored(double score)
    {
        var average = double.IsNaN(Average) ? score : 0.9 * Average + 0.1 * score;
        return this with { Average = average, Best = Math.Max(Best, average), Sums = NoSums };
    }

    public Dictionary<string, string> ToMetadata()
    {
        var metadata = new Dictionary<string, string>
        {
            ["iteration"] = Iteration.ToString(CultureInfo.InvariantCulture),
            ["average"] = Average.ToString("R", CultureInfo.InvariantCulture),
            ["best"] = Best.ToString("R", CultureInfo.InvariantCulture),
        };
        foreach (var (name, sum) in Sums)
            metadata[SumPrefix + name] = sum.ToString("R", CultureInfo.InvariantCulture);
        return metadata;
    }

    /// <exception cref="FormatException">A number is missing or malformed.</exception>
    public static TrainingState FromMetadata(IReadOnlyDictionary<string, string> metadata) => new(
        long.Parse(metadata.GetValueOrDefault("iteration", ""), CultureInfo.InvariantCulture),
        Number(metadata.GetValueOrDefault("average", "")),
        Number(metadata.GetValueOrDefault("best", "")),
        metadata.Where(pair => pair.Key.StartsWith(SumPrefix, StringComparison.Ordinal)).ToImmutableSortedDictionary(pair => pair.Key[SumPrefix.Length..], pair => Number(pair.Value), StringComparer.Ordinal));

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
