using MathNet.Numerics.Distributions;
using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Agreement;

/// <summary>Agreement of one with a group, divided by the agreement within the group (Williams, Biometrics 32, 1976): 1 for one who is like the others.</summary>
public static class WilliamsIndex
{
    /// <param name="cases">Each with the patient it is of, one's agreement with each of the group, and that of each pair within the group.</param>
    /// <param name="confidence">Of the interval, a jackknife over patients (as Chalana and Kim, IEEE TMI 16, 1997). Default 0.95.</param>
    /// <returns>Mean agreement with the group over mean agreement within it; NaN, with the reason, for a group of one or without agreement.</returns>
    public static Estimate Of(IReadOnlyList<(string Group, IReadOnlyList<double> WithGroup, IReadOnlyList<double> WithinGroup)> cases, double confidence = 0.95)
    {
        if (cases.Count == 0 || cases.Any(item => item.WithinGroup.Count == 0))
            return Estimate.WithoutInterval(double.NaN, cases.Count == 0 ? "no case was read by all" : "a group needs two readers to agree among themselves");
        var patients = cases.GroupBy(item => item.Group).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (With: group.Average(item => item.WithGroup.Average()), Within: group.Average(item => item.WithinGroup.Average()))).ToArray();
        var (with, within) = (patients.Sum(patient => patient.With), patients.Sum(patient => patient.Within));
        if (!(within > 0))
            return Estimate.WithoutInterval(double.NaN, "the group does not agree at all");
        var value = with / within;
        if (patients.Length < 2)
            return Estimate.WithoutInterval(value, "one patient or group");
        var n = patients.Length;
        var pseudo = patients.Select(patient => n * value - (n - 1) * (with - patient.With) / (within - patient.Within)).ToArray();
        if (!pseudo.All(double.IsFinite))
            return Estimate.WithoutInterval(value, "only one patient shows any agreement within the group");
        var mean = pseudo.Average();
        var reach = StudentT.InvCDF(0, 1, n - 1, (1 + confidence) / 2) * Math.Sqrt(pseudo.Sum(each => (each - mean) * (each - mean)) / (n - 1) / n);
        return new(value, value - reach, value + reach);
    }
}
