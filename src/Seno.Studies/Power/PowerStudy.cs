using System.Globalization;
using Seno.Core;
using Seno.Evaluation.Statistics;
using Seno.Studies.Comparisons;

namespace Seno.Studies.Power;

/// <summary>How many patients a paired comparison against a margin needs, before it is made.</summary>
public static class PowerStudy
{
    private static readonly double[] Shares = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];
    private static readonly int[] WithoutNeed = [10, 20, 50, 100, 200, 500];

    /// <exception cref="DataException">A number makes no sense, or the earlier evaluations do not fit each other.</exception>
    public static PowerResult Run(PowerRequest request)
    {
        var design = request.Earlier is null ? request.Design : Estimated(request.Design, request.Earlier);
        Check(design, request);
        var needed = NonInferiorityPower.PatientsNeeded(design, request.Target);
        var patients = request.Patients.Count > 0 ? request.Patients : needed is { } count ? [.. Shares.Select(share => Math.Max(2, (int)Math.Round(share * count)))] : WithoutNeed;
        var rows = patients.Distinct().Order().Select(number => Row(design, number, request.Simulate)).ToArray();
        return new(design, request.Target, needed, rows, Assumptions(design, request.Earlier));
    }

    private static PowerRow Row(PowerDesign design, int patients, bool simulate)
    {
        var effect = DesignEffect.Of([.. Enumerable.Repeat(design.LesionsPerPatient, patients)], design.Intraclass);
        return new(patients, patients * design.LesionsPerPatient, effect.EffectiveN, NonInferiorityPower.Analytic(design, patients), simulate ? NonInferiorityPower.Simulated(design, patients) : null);
    }

    private static PowerDesign Estimated(PowerDesign design, EarlierEvaluations earlier)
    {
        var patient = PatientsOf.Dataset(earlier.Dataset ?? PatientsOf.Recorded([earlier.First, earlier.Second]));
        var (first, second) = (ComparedEvaluation.Read(earlier.First), ComparedEvaluation.Read(earlier.Second));
        var pairs = PairedScores.Of(first, second, earlier.Metric, patient);
        var finite = pairs.Where(pair => double.IsFinite(pair.Difference)).ToArray();
        if (finite.Length < 3)
            throw new DataException(
                earlier.First,
                $"has {Counted.Of(finite.Length, "case")} with finite '{earlier.Metric}' in common with {earlier.Second}",
                "Give two evaluations with at least three such cases, or --sd");
        var mean = finite.Average(pair => pair.Difference);
        var deviation = Math.Sqrt(finite.Sum(pair => (pair.Difference - mean) * (pair.Difference - mean)) / (finite.Length - 1));
        var clustered = DesignEffect.Estimate([.. finite.Select(pair => pair.Difference)], [.. finite.Select(pair => pair.Patient)]);
        return design with { Deviation = deviation, Intraclass = clustered?.Intraclass ?? design.Intraclass };
    }

    private static void Check(PowerDesign design, PowerRequest request)
    {
        Require(design.Margin > 0 && double.IsFinite(design.Margin), "--margin", "must be positive");
        Require(design.Deviation > 0 && double.IsFinite(design.Deviation), "--sd", request.Earlier is null ? "must be positive" : "comes out as 0 from these evaluations");
        Require(double.IsFinite(design.ExpectedDifference), "--difference", "must be finite");
        Require(design.LesionsPerPatient is >= 1 and <= 10_000, "--lesions", "must lie in 1…10000");
        Require(design.Intraclass is >= 0 and <= 1, "--icc", "must lie in 0…1");
        Require(design.Alpha is >= 0.0005 and <= 0.5, "--alpha", "must lie in 0.0005…0.5");
        Require(request.Target is > 0 and < 1, "--power", "must lie between 0 and 1");
        Require(request.Patients.All(patients => patients is >= 2 and <= 100_000), "--patients", "must lie in 2…100000");
    }

    private static void Require(bool condition, string option, string problem)
    {
        if (!condition)
            throw new DataException(option, problem, "Give another number");
    }

    private static string Assumptions(PowerDesign design, EarlierEvaluations? earlier)
    {
        var culture = CultureInfo.InvariantCulture;
        var source = earlier is null ? "as given" : $"estimated from {earlier.First} and {earlier.Second}, {earlier.Metric}";
        var clustering = design.LesionsPerPatient == 1
            ? "one lesion a patient"
            : string.Create(culture, $"{design.LesionsPerPatient} lesions a patient with intraclass correlation {design.Intraclass:0.##} (design effect {1 + (design.LesionsPerPatient - 1) * design.Intraclass:0.##})");
        var aim = design.Equivalence ? "equivalence within ±" : "non-inferiority by ";
        return string.Create(culture, $"Paired t-test on patients' mean differences for {aim}{design.Margin:0.####} at one-sided level {design.Alpha:0.####}; true difference {design.ExpectedDifference:0.####}; standard deviation of a lesion's paired difference {design.Deviation:0.####} ({source}); {clustering}. Differences are taken as normal: missed lesions, which make them skewed, cost power.");
    }
}
