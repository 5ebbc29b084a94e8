using System.Globalization;

namespace Seno.Learning.Training;

/// <summary>Where a training stands: what a checkpoint needs beside tensors.</summary>
/// <param name="Iteration">Steps done.</param>
/// <param name="Average">Exponential moving average of the pseudo-Dice, weight 0.9 on the past (nnU-Net); NaN before the first validation.</param>
/// <param name="Best">The highest average so far.</param>
public sealed record TrainingState(long Iteration, double Average, double Best)
{
    public static TrainingState Start { get; } = new(0, double.NaN, double.NegativeInfinity);

    public bool IsBest => Average >= Best;

    public TrainingState With(long iteration, double score)
    {
        var average = double.IsNaN(Average) ? score : 0.9 * Average + 0.1 * score;
        return new(iteration, average, Math.Max(Best, average));
    }

    public Dictionary<string, string> ToMetadata() => new()
    {
        ["iteration"] = Iteration.ToString(CultureInfo.InvariantCulture),
        ["average"] = Average.ToString("R", CultureInfo.InvariantCulture),
        ["best"] = Best.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <exception cref="FormatException">A number is missing or malformed.</exception>
    public static TrainingState FromMetadata(IReadOnlyDictionary<string, string> metadata) => new(
        long.Parse(metadata.GetValueOrDefault("iteration", ""), CultureInfo.InvariantCulture),
        double.Parse(metadata.GetValueOrDefault("average", ""), CultureInfo.InvariantCulture),
        double.Parse(metadata.GetValueOrDefault("best", ""), CultureInfo.InvariantCulture));
}
