using System.Globalization;
using System.Text;
using Seno.Core;
using Seno.Evaluation.Statistics;

namespace Seno.Benchmarks.Losses;

/// <summary>The study as a page of Markdown.</summary>
internal sealed class SmallLesionPage
{
    private const double Level = 0.05;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;
    private static readonly string[] Quartile = ["smallest", "second", "third", "largest"];
    private readonly StringBuilder page = new();

    private SmallLesionPage()
    {
    }

    /// <param name="datasets">At least one with a fold that all losses have.</param>
    /// <param name="figure">Path of the figure from the page, without its ending.</param>
    /// <param name="handWritten">With its marks.</param>
    public static string Write(IReadOnlyList<StudiedDataset> datasets, string figure, string handWritten)
    {
        var writer = new SmallLesionPage();
        writer.AppendSetting(datasets);
        writer.page.Append(Culture, $"\n![Mean DSC and missed lesions by size, six losses, {string.Join(" and ", datasets.Where(data => data.Folds.Count > 0).Select(data => data.Title))}]({figure}.svg)\n\nThe same as [PNG]({figure}.png).\n");
        foreach (var data in datasets.Where(data => data.Folds.Count > 0))
            writer.AppendDataset(data);
        writer.AppendPairs(PairedLosses.Of(datasets), datasets[0].Losses[0].Name);
        return writer.page.Append("\n## What it says\n").Append(handWritten).Append('\n').ToString();
    }

    private void AppendSetting(IReadOnlyList<StudiedDataset> datasets)
    {
        var compared = datasets.First(data => data.Folds.Count > 0);
        var plan = compared.Plan;
        page.Append("# Losses on small lesions of real ultrasound\n\n");
        page.Append(Culture, $"Command: `bench/losses small DATA OUT {plan.Iterations}`, where DATA holds `busbra/` and `busi/`; it goes on where it was stopped. `bench/losses report OUT` writes this page and its\nfigure from what is trained so far, all but the last section.\n\n");
        page.Append(Culture, $"Six losses, {plan.Folds} folds in which no patient or group is on both sides, one seed ({plan.Seed}), {plan.Iterations} steps each from scratch: input of {plan.Patch.Max()} px at the longer side, {plan.Network} of {plan.Features[0]} to {plan.Features[^1]} features, batch {plan.BatchSize},\n{plan.Optimiser}, learning rate {plan.LearningRate} ({plan.Schedule}), {plan.Augmentation} augmentation, {plan.Precision}, {Counted(compared.Threads, "thread")}; prediction by the mean over mirror images. Runs of a\ndata set differ in the loss alone; the command refuses others. One run a fold: what another seed would change is in no interval.\n\n");
        page.Append("| loss | `--loss`, options not named at [their defaults](../methods/losses/options.md) |\n|---|---|\n");
        foreach (var loss in compared.Losses)
            page.Append(Culture, $"| {loss.Name} | `{loss.Expression}` |\n");
        page.Append("\n| data | images | patients or groups | without a lesion | input, px | edges of the size quartiles, % of the image | folds compared |\n|---|---|---|---|---|---|---|\n");
        foreach (var data in datasets)
            page.Append(Culture, $"| {data.Title} | {data.Images} | {data.Groups} | {data.Normals} | {string.Join('×', data.Plan.Patch)} | {string.Join(", ", data.Edges.Select(edge => (100 * edge).ToString("0.00", Culture)))} | {(data.Folds.Count == data.Plan.Folds ? $"all {data.Plan.Folds}" : $"**{(data.Folds.Count == 0 ? "none" : string.Join(", ", data.Folds))}** of 0 to {data.Plan.Folds - 1}")} |\n");
        page.Append('\n');
        foreach (var data in datasets.Where(data => data.Folds.Count < data.Plan.Folds))
            page.Append(Culture, $"**{data.Title} is not complete.** Compared are folds that all losses have finished; finished so far: {string.Join("; ", data.Finished)}.\n\n");
        page.Append("""
            A lesion is all that is marked in one image. Its size is its share of the image, since the files state no pixel size; quartiles are of all lesions of the
            data set, an edge belonging to the larger part. Missed: the answer does not touch the lesion. HD95 is in px of the original image; over all lesions, one
            that was answered with nothing counts with the image's diagonal, and one answered elsewhere with the distance to that. False alarms are
            images without a lesion in which something was marked. Intervals are 95 %, BCa, resampled by patient (BUS-BRA) or group of near-duplicates (BUSI).

            """);
    }

    private void AppendDataset(StudiedDataset data)
    {
        page.Append(Culture, $"\n## {data.Title}\n\n");
        page.Append("| lesions | loss | DSC, mean | median | HD95 of those found, px | HD95 of all, px | missed | false alarms |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var (quartile, part) in new[] { ((int?)0, "smallest quartile"), (null, "all") })
        {
            foreach (var loss in data.Losses)
            {
                var lesions = loss.Lesions(quartile);
                page.Append(Culture, $"| {(loss == data.Losses[0] ? part : "")} | {loss.Name} | {Mean(lesions, item => item.Dsc, "0.000")} | {OrderStatistics.Median(lesions.Select(item => item.Dsc)):0.000} | {Found(lesions)} | {Mean(lesions, item => item.Hd95, "0.0")} | {Missed(lesions)} | {(quartile is null ? Alarms(loss) : "")} |\n");
            }
        }
        AppendBySize(data, "mean DSC", lesions => Mean(lesions, item => item.Dsc, "0.000"));
        AppendBySize(data, "mean HD95 of those found, px", Found);
        AppendBySize(data, "mean HD95 of all, px", lesions => Mean(lesions, item => item.Hd95, "0.0"));
        AppendBySize(data, "missed", Missed);
        AppendDifferences(data);
    }

    /// <summary>What a gain on small lesions costs on others: estimates only, outside the family of tests.</summary>
    private void AppendDifferences(StudiedDataset data)
    {
        int?[] parts = [.. Enumerable.Range(0, data.Edges.Count + 1), null];
        page.Append(Culture, $"\n| DSC − that of {data.Losses[0].Name}, not tested |{string.Concat(parts.Select(part => $" {(part is { } known ? Name(data, known) : "all")} |"))}\n|---|{string.Concat(parts.Select(_ => "---|"))}\n");
        foreach (var loss in data.Losses.Skip(1))
            page.Append(Culture, $"| {loss.Name} |{string.Concat(parts.Select(part => $" {Difference(loss.Lesions(part), data.Losses[0].Lesions(part))} |"))}\n");
    }

    private void AppendBySize(StudiedDataset data, string what, Func<StudiedCase[], string> shown)
    {
        var parts = data.Edges.Count + 1;
        page.Append(Culture, $"\n| {what} |{string.Concat(Enumerable.Range(0, parts).Select(part => $" {Name(data, part)} ({data.Losses[0].Lesions(part).Length}) |"))}\n|---|{string.Concat(Enumerable.Repeat("---|", parts))}\n");
        foreach (var loss in data.Losses)
            page.Append(Culture, $"| {loss.Name} |{string.Concat(Enumerable.Range(0, parts).Select(part => $" {shown(loss.Lesions(part))} |"))}\n");
    }

    private void AppendPairs(IReadOnlyList<PairedLoss> pairs, string usual)
    {
        page.Append(Culture, $"\n## The smallest quartile, paired with {usual}\n\n");
        page.Append(Culture, $"""
            Differences are loss − {usual} on the same lesions, mean over lesions with BCa interval by patient or group. DSC and HD95 (of all) are tested by Wilcoxon's
            signed-rank test of patients' or groups' mean differences (Pratt's zeros, exact up to {WilcoxonSignedRank.ExactUpTo} that differ), missed lesions by McNemar's test, exact, a patient's lesions kept
            together. Holm's correction is over one family: all {pairs.Count} tests of the three tables. r is the rank-biserial correlation, d the mean over the standard
            deviation, both of patients' or groups' mean differences. "Not shown" does not say that two losses are equal. The intervals are not corrected.

            """);
        AppendPairs(pairs, LossOutcome.Dice, "DSC", "0.000", higherIsBetter: true);
        AppendPairs(pairs, LossOutcome.Distance, "HD95 of all, px", "0.0", higherIsBetter: false);
        page.Append(Culture, $"\n| data | loss | lesions | missed by it alone | by {usual} alone | difference, % of lesions | p | p, Holm | shown at 5 % |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var pair in pairs.Where(pair => pair.Outcome == LossOutcome.Missed))
            page.Append(Culture, $"| {pair.Data} | {pair.Loss} | {pair.Lesions} | {pair.OnlyThisMisses} | {pair.OnlyDefaultMisses} | {Difference(pair.Difference, 100, "0.0")} | {Chance(pair.P)} | {Chance(pair.HolmP)} | {Shown(pair.HolmP, -pair.Difference.Value, -pair.Difference.Value)} |\n");
    }

    private void AppendPairs(IReadOnlyList<PairedLoss> pairs, LossOutcome outcome, string what, string format, bool higherIsBetter)
    {
        page.Append(Culture, $"\n| data | loss | lesions | patients or groups | {what}: difference | p | p, Holm | r | d | shown at 5 % |\n|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var pair in pairs.Where(pair => pair.Outcome == outcome))
            page.Append(Culture, $"| {pair.Data} | {pair.Loss} | {pair.Lesions} | {pair.Groups} | {Difference(pair.Difference, 1, format)} | {Chance(pair.P)} | {Chance(pair.HolmP)} | {Signed(pair.RankBiserial, "0.00")} | {Signed(pair.CohensD, "0.00")} | {(higherIsBetter ? Shown(pair.HolmP, pair.RankBiserial, pair.Difference.Value) : Shown(pair.HolmP, -pair.RankBiserial, -pair.Difference.Value))} |\n");
    }

    /// <summary>What the test shows; a mean may point the other way where few lesions change much.</summary>
    private static string Shown(double holmP, double ranks, double mean) => !(holmP <= Level)
        ? "not shown"
        : (ranks > 0 ? "**better**" : "**worse**") + (ranks * mean < 0 ? " on most, not in the mean" : "");

    private static string Mean(StudiedCase[] lesions, Func<StudiedCase, double> value, string format)
    {
        if (lesions.Length == 0)
            return "none";
        var estimate = BcaBootstrap.Mean([.. lesions.Select(value)], [.. lesions.Select(item => item.Group)]);
        return estimate.Reason is null
            ? $"{estimate.Value.ToString(format, Culture)} ({estimate.Low.ToString(format, Culture)}–{estimate.High.ToString(format, Culture)})"
            : $"{estimate.Value.ToString(format, Culture)} (no interval: {estimate.Reason})";
    }

    private static string Found(StudiedCase[] lesions) => Mean([.. lesions.Where(item => !item.Missed)], item => item.Hd95, "0.0");

    private static string Missed(StudiedCase[] lesions) => string.Create(Culture, $"{lesions.Count(item => item.Missed)}/{lesions.Length}");

    private static string Alarms(StudiedLoss loss) => loss.Normals.Length == 0 ? "none possible" : string.Create(Culture, $"{loss.Normals.Count(item => item.FalseAlarm)}/{loss.Normals.Length}");

    private static string Difference(StudiedCase[] theirs, StudiedCase[] usual) => theirs.Length == 0
        ? "none"
        : Difference(BcaBootstrap.Mean(PairedDifferences.Of([.. theirs.Select(item => item.Dsc)], [.. usual.Select(item => item.Dsc)]), [.. usual.Select(item => item.Group)]), 1, "0.000");

    private static string Name(StudiedDataset data, int part) => data.Edges.Count == Quartile.Length - 1 ? Quartile[part] : string.Create(Culture, $"part {part + 1}");

    private static string Difference(Estimate estimate, double scale, string format) => estimate.Reason is null
        ? $"{Signed(scale * estimate.Value, format)} ({Signed(scale * estimate.Low, format)} to {Signed(scale * estimate.High, format)})"
        : Signed(scale * estimate.Value, format);

    private static string Signed(double value, string format) => value.ToString($"+{format};−{format};{format}", Culture);

    private static string Chance(double p) => p < 0.001 ? "< 0.001" : p.ToString("0.000", Culture);

    private static string Counted(int count, string what) => string.Create(Culture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
