using System.Globalization;

namespace Seno.Evaluation.Agreement;

/// <summary>What a reader study says, in words.</summary>
public static class ReaderStudyText
{
    /// <returns>The difference with its interval, and what it means at the margin.</returns>
    public static string Conclusion(ReaderStudyResult result)
    {
        var (difference, narrow) = (result.NonInferiority.Difference, result.Equivalence.Difference);
        var direction = difference.Value < 0 ? "less" : "more";
        var finding = string.Create(CultureInfo.InvariantCulture, $"Measured by each reader's leave-one-out consensus, the model agreed by DSC {Math.Abs(difference.Value):0.000} {direction} than the readers did ({Signed(difference.Low)} to {Signed(difference.High)}, 95 % interval; {result.Cases} cases of {result.Patients} patients, {result.Readers} readers).");
        var margin = result.Margin.ToString("0.###", CultureInfo.InvariantCulture);
        var verdict = (result.NonInferiority.Shown, result.Equivalence.Shown) switch
        {
            (true, true) => $"It is no worse than a reader by more than the margin of {margin} (p {P(result.NonInferiority.P)}), and equivalent within it (90 % interval {Signed(narrow.Low)} to {Signed(narrow.High)}, TOST p {P(result.Equivalence.P)}).",
            (true, false) => $"It is no worse than a reader by more than the margin of {margin} (p {P(result.NonInferiority.P)}); equivalence within the margin is not shown (TOST p {P(result.Equivalence.P)}).",
            (false, true) => $"It is equivalent to a reader within the margin of {margin} at the 5 % level of TOST (p {P(result.Equivalence.P)}), but non-inferiority is not shown at the stricter 2.5 % level (p {P(result.NonInferiority.P)}).",
            _ => $"That it is no worse than a reader by more than the margin of {margin} is not shown (p {P(result.NonInferiority.P)}){(difference.High < -result.Margin ? "; it is worse by more than that" : "; that is no proof of the contrary")}.",
        };
        var scope = result.Generalises ? "This holds for readers and patients like these." : "This holds for these two readers only: what other readers would do cannot be told from two.";
        return $"{finding} {verdict} {scope}";
    }

    public static IReadOnlyList<string> Assumptions(ReaderStudyResult result) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"The margin ({result.Margin:0.###} DSC) was fixed before anyone looked at the data."),
        "The readers drew independently of each other and of the model, and the model was not trained on these patients; if it was trained on these readers' contours of others, it may share their habits.",
        result.Generalises ? "The readers are a sample of those for whom the result is to hold." : "The readers are not a sample: nothing is claimed beyond them.",
        "Patients are independent; each counts once, by the mean of his cases.",
        "The mean difference is about normal. Cases that no reader drew, and those that some reader did not read, are left out and counted.",
    ];

    private static string Signed(double value) => value.ToString("+0.000;−0.000;0.000", CultureInfo.InvariantCulture);

    private static string P(double p) => p < 0.001 ? "< 0.001" : "= " + p.ToString("0.000", CultureInfo.InvariantCulture);
}
