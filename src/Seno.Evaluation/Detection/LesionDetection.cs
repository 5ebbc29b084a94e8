namespace Seno.Evaluation.Detection;

/// <summary>Lesions of one label, of one case or of several together.</summary>
/// <param name="Reference">Lesions drawn.</param>
/// <param name="Predicted">Lesions predicted.</param>
/// <param name="Matches">Those found: at most one prediction a lesion.</param>
public sealed record LesionDetection(int Reference, int Predicted, IReadOnlyList<LesionMatch> Matches)
{
    public int Found => Matches.Count;

    public int Missed => Reference - Found;

    public int FalsePositives => Predicted - Found;

    /// <value>Share of the lesions that were found; 1 where there is nothing to find and nothing was predicted, 0 where only one has any.</value>
    public double Sensitivity => Share(Found, Reference);

    /// <value>Share of the predictions that found a lesion; the same policy.</value>
    public double Precision => Share(Found, Predicted);

    /// <value>2 TP/(2 TP + FP + FN), in lesions.</value>
    public double F1 => Share(2.0 * Found, Reference + Predicted);

    /// <value>Mean DSC over lesions found, lesions missed and false positives, the latter two counting 0.</value>
    public double LesionDice => Share(Matches.Sum(match => match.Dice), Reference + FalsePositives);

    /// <value>Sum of IoU/(TP + FP/2 + FN/2) (Kirillov et al., CVPR 2019, who match at IoU above 0.5).</value>
    public double PanopticQuality => Share(2 * Matches.Sum(match => match.IntersectionOverUnion), Reference + Predicted);

    /// <summary>The lesions of several cases as those of one.</summary>
    public static LesionDetection Pooled(IEnumerable<LesionDetection> cases)
    {
        var all = cases.ToArray();
        return new(all.Sum(item => item.Reference), all.Sum(item => item.Predicted), [.. all.SelectMany(item => item.Matches)]);
    }

    private double Share(double part, int whole) => whole > 0 ? part / whole : Reference + Predicted == 0 ? 1 : 0;
}
