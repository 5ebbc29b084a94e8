using System.Globalization;
using Seno.Core;
using Seno.Evaluation.Agreement;
using Seno.Evaluation.Statistics;
using Seno.Studies.Reports.Charts;

namespace Seno.Studies.Reports;

/// <summary>A study of readers to look at: report.html and figures/.</summary>
internal static class AgreementReport
{
    public static void Write(string folder, AgreementResult result, IReadOnlyList<string> readers, IReadOnlyDictionary<string, CaseAgreement[]> labels) =>
        ReportFiles.Write(Path.Combine(folder, "report.html"), Content(result, readers, labels));

    /// <param name="result">What was found.</param>
    /// <param name="readers">The panel.</param>
    /// <param name="labels">Case by case.</param>
    public static ReportContent Content(AgreementResult result, IReadOnlyList<string> readers, IReadOnlyDictionary<string, CaseAgreement[]> labels)
    {
        var several = labels.Count > 1;
        NamedChart[] charts = [.. labels.SelectMany(label => AgreementCharts.Of(
            result.Labels[label.Key],
            label.Value,
            readers,
            result.VolumeUnit,
            several ? "-" + FileNames.For(label.Key) : ""))];
        return new()
        {
            Source = "seno agreement",
            Counted = $"{Core.Counted.Of(result.Cases, "case")} of {Core.Counted.Of(result.Patients, "patient")}",
            Title = $"{result.Dataset}: its readers{(result.Margin is null ? "" : " and a model")}",
            KeyFigures = [.. result.Labels.SelectMany(label => KeyFigures(several ? label.Key + ": " : "", label.Value))],
            Statements = [.. result.Labels.SelectMany(label => Statements(label.Key, label.Value))],
            ResultCharts = charts,
            Summary = [.. result.Labels.SelectMany(label => Rows(label.Key, label.Value, result))],
            SummaryNote = "Over the cases that both read and in which any reader drew the label; intervals are resampled by patient. Where only one of the two drew it, DSC is 0, conformity −∞ and the distance the image’s diagonal.",
            FactsTitle = "What was compared",
            Facts = [.. Facts(result)],
        };
    }

    private static IEnumerable<KeyFigure> KeyFigures(string label, LabelAgreement found)
    {
        var means = found.Pairs.Select(pair => pair.Dsc.Mean).ToArray();
        if (means.Length > 0)
            yield return new(
                Number(means.Average()),
                label + "DSC between two readers",
                $"mean of {Core.Counted.Of(means.Length, "pair")}, {Number(means.Min())} to {Number(means.Max())}");
        if (found.Model?.Test is { } test)
            yield return new(test.NonInferiority.Difference.Value.ToString("+0.000;−0.000", CultureInfo.InvariantCulture), label + "DSC, model less readers", $"95 % interval {Number(test.NonInferiority.Difference.Low)} to {Number(test.NonInferiority.Difference.High)}");
        yield return new(Text(found.Kappa), label + "Fleiss’ kappa", found.Kappa.Undefined ?? "in the dilated union");
        yield return new(Number(found.Icc21.Value), label + "ICC(2,1) of the volumes", Interval(found.Icc21));
    }

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Statements(string label, LabelAgreement found)
    {
        if (found.Model is not { } model)
            yield break;
        var these = model.Test is { Generalises: true } && model.TheseReaders is { } only
            ? [$"For these very readers, leaving aside what others would draw: {Number(only.NonInferiority.Difference.Value)} ({Number(only.NonInferiority.Difference.Low)} to {Number(only.NonInferiority.Difference.High)})."]
            : Array.Empty<string>();
        yield return new($"Is the model as good as a reader? ({label})", [model.Conclusion, .. these]);
        if (model.Assumptions.Count > 0)
            yield return new("What that assumes", model.Assumptions);
    }

    private static IEnumerable<MetricRow> Rows(string label, LabelAgreement found, AgreementResult result)
    {
        foreach (var pair in found.Pairs.Concat(found.LeaveOneOut).Concat(found.Model?.WithReaders ?? []).Concat(found.Model?.LeaveOneOut ?? []))
        {
            var name = $"{(result.Labels.Count > 1 ? label + ": " : "")}{pair.First} – {pair.Second}";
            yield return Row(name, "DSC", pair.Dsc);
            yield return Row(name, "conformity", pair.Conformity);
            yield return Row(name, "HD95", pair.Hd95, result.Unit);
        }
    }

    private static MetricRow Row(string label, string metric, CohortValue value, string unit = "") => new(label, metric, value.Mean, value.Median, value.Std, value.Low, value.High, value.N, unit);

    private static IEnumerable<KeyValuePair<string, string>> Facts(AgreementResult result)
    {
        yield return new(
            "cases",
            $"{result.Cases.ToString(CultureInfo.InvariantCulture)} of {Core.Counted.Of(result.Patients, "patient")}");
        foreach (var (reader, missing) in result.Readers)
            yield return new($"reader {reader}", missing.Count == 0 ? "read all cases" : string.Create(CultureInfo.InvariantCulture, $"lacks {missing.Count}: {string.Join(", ", missing.Take(10))}{(missing.Count > 10 ? ", …" : "")}"));
        foreach (var (label, found) in result.Labels)
        {
            yield return new($"{label}: cases", string.Create(CultureInfo.InvariantCulture, $"{found.Cases} in which a reader drew it, {found.Complete} of them read by all; {found.Undrawn} in which nobody did, left out"));
            yield return new($"{label}: Krippendorff’s alpha", found.Alpha.Undefined ?? Text(found.Alpha));
            yield return new($"{label}: ICC of the volumes", $"(2,1) {Number(found.Icc21.Value)}, {Interval(found.Icc21)}; (3,1) {Number(found.Icc31.Value)}, {Interval(found.Icc31)}");
            foreach (var (reader, index) in found.Williams)
                yield return new($"{label}: Williams’ index of {reader}", $"{Number(index.Value)}, {Interval(index)}");
            if (found.Model is { } model)
                yield return new($"{label}: Williams’ index of the model", $"{Number(model.Williams.Value)}, {Interval(model.Williams)}; {model.FalseAlarms} false alarms");
            foreach (var pair in found.Pairs)
                yield return new($"{label}: volume, {pair.First} less {pair.Second}", $"{Number(pair.Volumes.Bias.Value)} {result.VolumeUnit}, limits of agreement {Number(pair.Volumes.Lower.Value)} to {Number(pair.Volumes.Upper.Value)}");
        }
    }

    private static string Interval(Estimate estimate) => estimate.Reason is { } reason ? $"no interval: {reason}" : $"95 % interval {Number(estimate.Low)} to {Number(estimate.High)}";

    private static string Text(Coefficient coefficient) => Number(coefficient.Value);

    private static string Number(double value) => HtmlReport.Number(value);
}
