using Seno.Core;
using Seno.Imaging;

namespace Seno.Evaluation.Calibration;

/// <summary>Predicted probabilities beside the truth, in bounded memory: cells, each of which stands for some voxels.</summary>
/// <remarks>
/// Of two classes every voxel counts, in 4096 bins of the log-odds over ±40: a probability moves by 0.0024 at most, and one of exactly 0 becomes e⁻⁴⁰.
/// Of more classes, at most 4096 voxels of each class in the reference are drawn, each standing for its share of them.
/// </remarks>
public sealed class ProbabilityPool
{
    /// <summary>Log-odds and logarithms of probabilities are kept within this.</summary>
    public const double Limit = 40;

    private const int Bins = 4096;
    private const int DrawnPerClass = 4096;

    private readonly float[] scores;

    private ProbabilityPool(int classes, float[] scores, byte[] truth, double[] weight) => (Classes, this.scores, Truth, Weight) = (classes, scores, truth, weight);

    public int Classes { get; }

    /// <value>The reference's label in each cell.</value>
    public byte[] Truth { get; }

    /// <value>Voxels that each cell stands for.</value>
    public double[] Weight { get; }

    public int Count => Truth.Length;

    /// <returns>ln p of each class in a cell.</returns>
    public ReadOnlySpan<float> Scores(int cell) => scores.AsSpan(cell * Classes, Classes);

    /// <param name="probabilities">Of all classes.</param>
    /// <param name="reference">Labels on the same grid.</param>
    /// <param name="inside">Which voxels count; null: all.</param>
    /// <param name="random">Draws the voxels of more than two classes.</param>
    /// <exception cref="ArgumentException">The reference has another size, or labels that have no class.</exception>
    public static ProbabilityPool Of(ClassProbabilities probabilities, Volume<byte> reference, Func<int, bool>? inside, SeededRandom random)
    {
        var classes = probabilities.Classes;
        if (reference.Size != classes[0].Size || reference.Array.Any(label => label >= classes.Count))
            throw new ArgumentException("does not fit the probabilities", nameof(reference));
        return classes.Count == 2 ? Binned(classes, reference, inside) : Drawn(classes, reference, inside, random);
    }

    /// <summary>Cells given one by one.</summary>
    /// <param name="cells">ln p of every class, the true label, and how many voxels.</param>
    public static ProbabilityPool Of(IReadOnlyList<(float[] Scores, byte Truth, double Weight)> cells) =>
        new(cells[0].Scores.Length, [.. cells.SelectMany(cell => cell.Scores)], [.. cells.Select(cell => cell.Truth)], [.. cells.Select(cell => cell.Weight)]);

    /// <summary>All cells of several pools; of two classes, equal ones together.</summary>
    public static ProbabilityPool Join(IReadOnlyList<ProbabilityPool> pools)
    {
        var classes = pools[0].Classes;
        if (classes > 2)
            return new(classes, [.. pools.SelectMany(pool => pool.scores)], [.. pools.SelectMany(pool => pool.Truth)], [.. pools.SelectMany(pool => pool.Weight)]);
        var sums = new SortedDictionary<(float Lesion, float Background, byte Truth), double>();
        foreach (var pool in pools)
        {
            for (var cell = 0; cell < pool.Count; cell++)
            {
                var key = (pool.Scores(cell)[1], pool.Scores(cell)[0], pool.Truth[cell]);
                sums[key] = sums.GetValueOrDefault(key) + pool.Weight[cell];
            }
        }
        return new(2, [.. sums.Keys.SelectMany(key => new[] { key.Background, key.Lesion })], [.. sums.Keys.Select(key => key.Truth)], [.. sums.Values]);
    }

    /// <returns>ln p/(1 − p) of a class, within ±<see cref="Limit"/>.</returns>
    /// <param name="scores">ln p of each class.</param>
    /// <param name="label">The class.</param>
    internal static double LogOdds(ReadOnlySpan<double> scores, int label)
    {
        if (scores.Length == 2)
            return Math.Clamp(scores[label] - scores[1 - label], -Limit, Limit);
        var highest = double.NegativeInfinity;
        for (var other = 0; other < scores.Length; other++)
            highest = other == label ? highest : Math.Max(highest, scores[other]);
        var rest = 0.0;
        for (var other = 0; other < scores.Length; other++)
            rest += other == label ? 0 : Math.Exp(scores[other] - highest);
        return Math.Clamp(scores[label] - highest - Math.Log(rest), -Limit, Limit);
    }

    private static ProbabilityPool Binned(IReadOnlyList<Volume<float>> classes, Volume<byte> reference, Func<int, bool>? inside)
    {
        var counts = new long[2 * Bins];
        for (var i = 0; i < reference.Array.Length; i++)
        {
            if (inside is not null && !inside(i))
                continue;
            var odds = Math.Log(classes[1].Array[i]) - Math.Log(classes[0].Array[i]);
            var bin = Math.Clamp((int)((odds + Limit) / (2 * Limit) * Bins), 0, Bins - 1);
            counts[2 * bin + reference.Array[i]]++;
        }
        int[] filled = [.. Enumerable.Range(0, counts.Length).Where(cell => counts[cell] > 0)];
        return new(2, [.. filled.SelectMany(cell => CentreOf(cell / 2))], [.. filled.Select(cell => (byte)(cell % 2))], [.. filled.Select(cell => (double)counts[cell])]);
    }

    private static float[] CentreOf(int bin)
    {
        var odds = ((bin + 0.5) / Bins * 2 - 1) * Limit;
        return [(float)-SoftPlus(odds), (float)-SoftPlus(-odds)];
    }

    /// <summary>ln(1 + eˣ), which is −ln of the logistic function of −x.</summary>
    internal static double SoftPlus(double x) => Math.Max(x, 0) + double.LogP1(Math.Exp(-Math.Abs(x)));

    private static ProbabilityPool Drawn(IReadOnlyList<Volume<float>> classes, Volume<byte> reference, Func<int, bool>? inside, SeededRandom random)
    {
        var (seen, drawn) = (new long[classes.Count], new List<int>[classes.Count]);
        for (var i = 0; i < reference.Array.Length; i++)
        {
            if (inside is not null && !inside(i))
                continue;
            var label = reference.Array[i];
            var those = drawn[label] ??= [];
            // reservoir sampling: every voxel of the class has the same chance
            if (seen[label]++ < DrawnPerClass)
                those.Add(i);
            else if (random.NextDouble() * seen[label] < DrawnPerClass)
                those[random.Next(DrawnPerClass)] = i;
        }
        var cells = new List<(float[], byte, double)>();
        for (var label = 0; label < classes.Count; label++)
        {
            foreach (var i in drawn[label] ?? [])
                cells.Add(([.. classes.Select(volume => (float)Math.Max(Math.Log(volume.Array[i]), -Limit))], (byte)label, (double)seen[label] / drawn[label].Count));
        }
        return Of(cells);
    }
}
