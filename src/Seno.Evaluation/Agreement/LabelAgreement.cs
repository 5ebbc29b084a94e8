using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Agreement;

/// <summary>One label over all cases.</summary>
/// <param name="Cases">In which any reader drew it: all means are over these.</param>
/// <param name="Undrawn">In which no reader did; they agree there, and would flatter.</param>
/// <param name="Complete">Of the cases, those that all readers read.</param>
/// <param name="Pairs">Every pair of readers.</param>
/// <param name="LeaveOneOut">Every reader with the consensus of the others.</param>
/// <param name="Williams">By reader: 1 for one who is like the others.</param>
/// <param name="Kappa">Fleiss' kappa of all voxels of the complete cases' dilated unions together.</param>
/// <param name="Alpha">Krippendorff's alpha of all cases' together.</param>
/// <param name="Icc21">Of the volumes in the complete cases, absolute agreement of single readers.</param>
/// <param name="Icc31">Consistency of single readers.</param>
/// <param name="Model">Null without one.</param>
public sealed record LabelAgreement(
    int Cases,
    int Undrawn,
    int Complete,
    IReadOnlyList<PairSummary> Pairs,
    IReadOnlyList<PairSummary> LeaveOneOut,
    IReadOnlyDictionary<string, Estimate> Williams,
    Coefficient Kappa,
    Coefficient Alpha,
    Estimate Icc21,
    Estimate Icc31,
    ModelSummary? Model)
{
    /// <param name="all">Every case that two readers or more read.</param>
    /// <param name="readers">The panel.</param>
    /// <param name="margin">DSC; null without a model.</param>
    public static LabelAgreement Of(IReadOnlyList<CaseAgreement> all, IReadOnlyList<string> readers, double? margin)
    {
        var cases = all.Where(item => item.Drawn).ToArray();
        var complete = cases.Where(item => item.Readers.Count == readers.Count).ToArray();
        return new(
            cases.Length,
            all.Count - cases.Length,
            complete.Length,
            Summaries(cases, item => item.Pairs),
            Summaries(cases, item => item.LeaveOneOut),
            readers.ToDictionary(reader => reader, reader => WilliamsIndex.Of([.. complete.Select(item => (item.Group, Dsc(item.Pairs, reader, with: true), Dsc(item.Pairs, reader, with: false)))])),
            Pooled(complete, FleissKappa.Of),
            Pooled(cases, KrippendorffAlpha.Of),
            Icc(complete, IntraclassForm.AgreementSingle),
            Icc(complete, IntraclassForm.ConsistencySingle),
            margin is { } stated ? OfModel(all, cases, complete, stated) : null);
    }

    private static IReadOnlyList<PairSummary> Summaries(IEnumerable<CaseAgreement> cases, Func<CaseAgreement, IReadOnlyList<ScorePair>> pairs) => [.. cases
        .SelectMany(item => pairs(item).Select(pair => (pair, item.Group)))
        .GroupBy(item => (item.pair.First, item.pair.Second))
        .OrderBy(group => group.Key.First, StringComparer.Ordinal).ThenBy(group => group.Key.Second, StringComparer.Ordinal)
        .Select(group => PairSummary.Of([.. group]))];

    private static IReadOnlyList<double> Dsc(IReadOnlyList<ScorePair> pairs, string reader, bool with) =>
        [.. pairs.Where(pair => (pair.First == reader || pair.Second == reader) == with).Select(pair => pair.Score.Dsc)];

    private static Coefficient Pooled(CaseAgreement[] cases, Func<IReadOnlyList<RatingCounts>, Coefficient> coefficient) => coefficient([.. cases.SelectMany(item => item.Ratings)]);

    /// <summary>Of the patients' mean volumes: lesions of one patient are not independent.</summary>
    private static Estimate Icc(CaseAgreement[] complete, IntraclassForm form)
    {
        var ratings = complete.GroupBy(item => item.Group).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (IReadOnlyList<double>)[.. group.First().LeaveOneOut.Select((_, reader) => group.Average(item => item.LeaveOneOut[reader].FirstVolume))]).ToArray();
        return ratings.Length < 2 ? Estimate.WithoutInterval(double.NaN, ratings.Length == 0 ? "no case was read by all" : "one patient or group") : IntraclassCorrelation.Of(ratings, form);
    }

    private static ModelSummary OfModel(IReadOnlyList<CaseAgreement> all, CaseAgreement[] cases, CaseAgreement[] complete, double margin)
    {
        PanelDifference[] differences = [.. complete.Select(item => item.Difference!)];
        var patients = complete.Select(item => item.Group).Distinct().Count();
        var reason = patients >= 2 ? null : complete.Length == 0 ? "no case with the label was read by all readers" : "one patient says nothing of others";
        var test = reason is null ? ReaderStudy.Of(differences, margin) : null;
        return new(
            Summaries(cases, item => item.ModelPairs),
            Summaries(cases, item => item.ModelLeaveOneOut),
            WilliamsIndex.Of([.. complete.Select(item => (item.Group, (IReadOnlyList<double>)[.. item.ModelPairs.Select(pair => pair.Score.Dsc)], (IReadOnlyList<double>)[.. item.Pairs.Select(pair => pair.Score.Dsc)]))]),
            all.Count(item => !item.Drawn && item.ModelDrawn),
            test,
            test is { } sampled ? sampled.Generalises ? ReaderStudy.OfTheseReaders(differences, sampled.Readers, margin) : sampled : null,
            reason,
            test is null ? $"There is no test: {reason}." : ReaderStudyText.Conclusion(test),
            test is null ? [] : ReaderStudyText.Assumptions(test));
    }
}
