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
    private const string SecondsKey = "seconds";
    private const string EpochSecondsKey = "epochSeconds";
    private static readonly ImmutableSortedDictionary<string, double> NoSums = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    public static TrainingState Start { get; } = new(0, double.NaN, double.NegativeInfinity, NoSums);

    /// <value>Epochs closed, with their validation.</value>
    public long Epoch { get; init; }

    /// <value>Steps done when the running epoch began.</value>
    public long EpochStart { get; init; }

    /// <value>Time of training, s, until this was stored.</value>
    public double Seconds { get; init; }

    /// <value>The same when the running epoch began.</value>
    public double EpochSeconds { get; init; }

    public bool IsBest => Average >= Best;

    /// <value>Whether steps wait for their epoch to be closed.</value>
    public bool EpochIsOpen => Iteration > EpochStart;

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
        return this with { Average = average, Best = Math.Max(Best, average), Sums = NoSums, Epoch = Epoch + 1, EpochStart = Iteration };
    }

    /// <param name="timed">With the time it took: in what no two runs share.</param>
    public Dictionary<string, string> ToMetadata(bool timed = false)
    {
        var metadata = new Dictionary<string, string>
        {
            ["iteration"] = Iteration.ToString(CultureInfo.InvariantCulture),
            ["epoch"] = Epoch.ToString(CultureInfo.InvariantCulture),
            ["epochStart"] = EpochStart.ToString(CultureInfo.InvariantCulture),
            ["average"] = Text(Average),
            ["best"] = Text(Best),
        };
        if (timed)
            (metadata[SecondsKey], metadata[EpochSecondsKey]) = (Text(Seconds), Text(EpochSeconds));
        foreach (var (name, sum) in Sums)
            metadata[SumPrefix + name] = Text(sum);
        return metadata;
    }

    /// <param name="metadata">Of a checkpoint.</param>
    /// <param name="epochLength">Of the plan, for checkpoints that do not say where their epoch began.</param>
    /// <exception cref="FormatException">A number is missing or malformed.</exception>
    public static TrainingState FromMetadata(IReadOnlyDictionary<string, string> metadata, int epochLength)
    {
        var sums = metadata.Where(pair => pair.Key.StartsWith(SumPrefix, StringComparison.Ordinal));
        var state = new TrainingState(
            IterationIn(metadata),
            Number(metadata.GetValueOrDefault("average", "")),
            Number(metadata.GetValueOrDefault("best", "")),
            sums.ToImmutableSortedDictionary(pair => pair.Key[SumPrefix.Length..], pair => Number(pair.Value), StringComparer.Ordinal))
        {
            Seconds = Number(metadata.GetValueOrDefault(SecondsKey, "0")),
            EpochSeconds = Number(metadata.GetValueOrDefault(EpochSecondsKey, "0")),
        };
        var lastStart = state.Sums.IsEmpty ? state.Iteration : (state.Iteration - 1) / epochLength * epochLength;
        var start = metadata.TryGetValue("epochStart", out var text) ? Whole(text) : lastStart;
        return state with { EpochStart = start, Epoch = metadata.TryGetValue("epoch", out var epoch) ? Whole(epoch) : start / epochLength };
    }

    /// <summary>Steps done, alone.</summary>
    /// <exception cref="FormatException">Missing or malformed.</exception>
    public static long IterationIn(IReadOnlyDictionary<string, string> metadata) => Whole(metadata.GetValueOrDefault("iteration", ""));

    private static long Whole(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
