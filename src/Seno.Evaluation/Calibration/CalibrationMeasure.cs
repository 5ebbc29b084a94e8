namespace Seno.Evaluation.Calibration;

/// <summary>A measure over the voxels of several cases together, as a function of sums over cases.</summary>
/// <param name="Name">Of its rows.</param>
/// <param name="Sums">What a case adds, for one label.</param>
/// <param name="Of">The value, from the sums over all cases.</param>
internal sealed record CalibrationMeasure(string Name, Func<CaseDiagrams, int, double[]> Sums, Func<double[], double> Of)
{
    public static IReadOnlyList<CalibrationMeasure> All { get; } =
    [
        new("ece", (item, label) => [.. Gaps(item.EqualWidth[label]), item.Weight], MeanGap),
        new("ece_equal_mass", (item, label) => [.. Gaps(item.EqualMass[label]), item.Weight], MeanGap),
        new("ece_classwise", (item, _) => [.. item.EqualWidth.SelectMany(Gaps), item.Weight * item.EqualWidth.Count], MeanGap),
        new("mce", (item, label) => [.. Gaps(item.EqualWidth[label]), .. item.EqualWidth[label].Bins.Select(bin => bin.Weight)], LargestGap),
        new("brier", (item, label) => [item.EqualWidth[label].Brier * item.Weight, item.Weight], sums => sums[0] / sums[1]),
        new("nll", (item, _) => [item.Surprise, item.Weight], sums => sums[0] / sums[1]),
        new("labels_changed", (item, _) => [item.Changed, item.Weight], sums => sums[0] / sums[1]),
    ];

    private static IEnumerable<double> Gaps(ReliabilityDiagram diagram) => diagram.Bins.Select(bin => bin.Expected - bin.Found);

    private static double MeanGap(double[] sums)
    {
        var total = 0.0;
        for (var bin = 0; bin < sums.Length - 1; bin++)
            total += Math.Abs(sums[bin]);
        return total / sums[^1];
    }

    private static double LargestGap(double[] sums)
    {
        var (bins, largest) = (sums.Length / 2, 0.0);
        for (var bin = 0; bin < bins; bin++)
            largest = sums[bins + bin] > 0 ? Math.Max(largest, Math.Abs(sums[bin]) / sums[bins + bin]) : largest;
        return largest;
    }
}
