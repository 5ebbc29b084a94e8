namespace Seno.Evaluation.Calibration;

/// <summary>A curve that never falls, fitted by pooling adjacent violators (Ayer et al., Ann. Math. Stat. 26, 1955): of all such curves, the one of least squares.</summary>
/// <param name="Odds">Log-odds of the knots, rising.</param>
/// <param name="Probabilities">At the knots, never falling; straight between them, level beyond.</param>
public sealed record MonotoneCurve(IReadOnlyList<double> Odds, IReadOnlyList<double> Probabilities)
{
    public double Of(double odds)
    {
        var (low, high) = (0, Odds.Count - 1);
        if (odds <= Odds[low])
            return Probabilities[low];
        if (odds >= Odds[high])
            return Probabilities[high];
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = Odds[middle] <= odds ? (middle, high) : (low, middle);
        }
        var share = (odds - Odds[low]) / (Odds[high] - Odds[low]);
        return Probabilities[low] + share * (Probabilities[high] - Probabilities[low]);
    }

    /// <param name="odds">Log-odds; equal ones are one point.</param>
    /// <param name="truth">1 or 0.</param>
    /// <param name="weight">Voxels each stands for, above 0.</param>
    /// <returns>Knots at both ends of every level stretch.</returns>
    public static MonotoneCurve Fit(double[] odds, byte[] truth, double[] weight)
    {
        var order = Enumerable.Range(0, odds.Length).OrderBy(i => odds[i]).ToArray();
        var blocks = new List<(double First, double Last, double Weight, double Found)>();
        for (var next = 0; next < order.Length;)
        {
            var (x, mass, found) = (odds[order[next]], 0.0, 0.0);
            for (; next < order.Length && odds[order[next]] == x; next++)
            {
                mass += weight[order[next]];
                found += weight[order[next]] * truth[order[next]];
            }
            var block = (First: x, Last: x, Weight: mass, Found: found);
            while (blocks.Count > 0 && blocks[^1].Found * block.Weight >= block.Found * blocks[^1].Weight)
            {
                var before = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                block = (before.First, block.Last, before.Weight + block.Weight, before.Found + block.Found);
            }
            blocks.Add(block);
        }
        var ends = blocks.SelectMany(block => block.First == block.Last ? new[] { (block.First, block) } : [(block.First, block), (block.Last, block)]).ToArray();
        return new([.. ends.Select(end => end.Item1)], [.. ends.Select(end => end.block.Found / end.block.Weight)]);
    }

    /// <summary>Without certainty: no probability below <paramref name="least"/> or above 1 less that.</summary>
    public MonotoneCurve Within(double least) => this with { Probabilities = [.. Probabilities.Select(p => Math.Clamp(p, least, 1 - least))] };
}
