namespace Seno.Evaluation.Detection;

/// <summary>Free-response receiver operating characteristic: lesions found against false positives an image, as the threshold falls.</summary>
/// <param name="Images">How many.</param>
/// <param name="Lesions">In all of them.</param>
/// <param name="Points">By falling threshold.</param>
/// <param name="SensitivityAt">At each of <see cref="Rates"/>: the most found at no more false positives.</param>
/// <param name="Mean">Of these: the competition performance metric of lung nodule challenges.</param>
public sealed record FrocCurve(int Images, int Lesions, IReadOnlyList<FrocPoint> Points, IReadOnlyList<double> SensitivityAt, double Mean)
{
    /// <value>False positives an image at which the sensitivity is stated.</value>
    public static IReadOnlyList<double> Rates { get; } = [0.125, 0.25, 0.5, 1, 2, 4, 8];

    /// <returns>Null where no case has a lesion.</returns>
    public static FrocCurve? Of(IReadOnlyList<FrocCase> cases)
    {
        var lesions = cases.Sum(item => item.Lesions);
        if (lesions == 0)
            return null;
        var (hits, falses) = (cases.SelectMany(item => item.Hits).OrderDescending().ToArray(), cases.SelectMany(item => item.FalseScores).OrderDescending().ToArray());
        var points = new List<FrocPoint>();
        var (found, wrong) = (0, 0);
        foreach (var threshold in hits.Concat(falses).Distinct().OrderDescending())
        {
            while (found < hits.Length && hits[found] >= threshold)
                found++;
            while (wrong < falses.Length && falses[wrong] >= threshold)
                wrong++;
            points.Add(new(threshold, (double)wrong / cases.Count, (double)found / lesions));
        }
        var at = Rates.Select(rate => points.Where(point => point.FalsePositivesPerImage <= rate).Select(point => point.Sensitivity).LastOrDefault()).ToArray();
        return new(cases.Count, lesions, points, at, at.Average());
    }
}
