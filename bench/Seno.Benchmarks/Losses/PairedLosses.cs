using Seno.Evaluation.Statistics;

namespace Seno.Benchmarks.Losses;

/// <summary>Every loss against the default on the smallest quartile, in every outcome: one family of tests.</summary>
internal static class PairedLosses
{
    public static IReadOnlyList<PairedLoss> Of(IReadOnlyList<StudiedDataset> datasets)
    {
        var pairs = datasets.Where(data => data.Folds.Count > 0)
            .SelectMany(data => data.Losses.Skip(1).SelectMany(loss => Enum.GetValues<LossOutcome>().Select(outcome => Pair(data, loss, outcome))))
            .ToArray();
        return [.. pairs.Zip(HolmCorrection.Adjust([.. pairs.Select(pair => pair.P)]), (pair, p) => pair with { HolmP = p })];
    }

    private static PairedLoss Pair(StudiedDataset data, StudiedLoss loss, LossOutcome outcome)
    {
        var (theirs, usual) = (loss.Lesions(0), data.Losses[0].Lesions(0));
        string[] groups = [.. usual.Select(item => item.Group)];
        var differences = PairedDifferences.Of([.. theirs.Select(item => Value(item, outcome))], [.. usual.Select(item => Value(item, outcome))]);
        var means = PatientMeans.Of(differences, groups);
        var pair = new PairedLoss
        {
            Data = data.Title,
            Loss = loss.Name,
            Outcome = outcome,
            Lesions = usual.Length,
            Groups = means.Length,
            Difference = BcaBootstrap.Mean(differences, groups),
            P = double.NaN,
        };
        if (outcome == LossOutcome.Missed)
        {
            var misses = McNemar.Test([.. theirs.Select(item => item.Missed)], [.. usual.Select(item => item.Missed)], groups);
            return pair with { P = misses.P, OnlyThisMisses = misses.FirstOnly, OnlyDefaultMisses = misses.SecondOnly };
        }
        var ranks = WilcoxonSignedRank.Test(means);
        return pair with { P = ranks.P, RankBiserial = ranks.RankBiserial, CohensD = PairedCohensD.Of(means) };
    }

    private static double Value(StudiedCase item, LossOutcome outcome) => outcome switch
    {
        LossOutcome.Dice => item.Dsc,
        LossOutcome.Distance => item.Hd95,
        _ => item.Missed ? 1 : 0,
    };
}
