using Seno.Core;
using Seno.Evaluation.Statistics;

namespace Seno.Studies.Reports.Checklists;

/// <summary>What the results say of the reference standard.</summary>
internal static class ReferenceFacts
{
    public static Known? Definition(ChecklistFacts facts) => facts.Run is { Manifest.Request.Reference: var reader }
        ? Known.Part(reader is null ? "label maps of labelsTr, one a case" : $"label maps of the reader '{reader}' (labelsTr.{reader})")
        : null;

    public static Known? Annotators(ChecklistFacts facts)
    {
        var readers = facts.Agreement?.Readers.Keys.ToArray() ?? facts.Dataset?.Cases.SelectMany(item => item.ReaderFiles.Keys).Distinct().Order(StringComparer.Ordinal).ToArray() ?? [];
        return readers.Length == 0 ? null : Known.Part(FormattableString.Invariant($"label maps of {readers.Length} named readers are there: {string.Join(", ", readers)}"));
    }

    public static Known? Variability(ChecklistFacts facts)
    {
        if (facts.Agreement is not { } agreement)
            return null;
        return Known.Part($"between {agreement.Readers.Count} readers on {Counted.Of(agreement.Cases, "case")}: " + string.Join("; ", agreement.Labels.Select(label =>
            $"{label.Key}: DSC {string.Join(", ", label.Value.Pairs.Select(pair => $"{pair.First} and {pair.Second} {HtmlReport.Number(pair.Dsc.Mean)}"))}; Fleiss’ kappa {label.Value.Kappa.Undefined ?? HtmlReport.Number(label.Value.Kappa.Value)}; ICC(2,1) of the volumes {Text(label.Value.Icc21)}")));
    }

    private static string Text(Estimate estimate) => estimate.Reason is { } reason
        ? $"{HtmlReport.Number(estimate.Value)} (no interval: {reason})"
        : $"{HtmlReport.Number(estimate.Value)} ({HtmlReport.Number(estimate.Low)} to {HtmlReport.Number(estimate.High)})";
}
