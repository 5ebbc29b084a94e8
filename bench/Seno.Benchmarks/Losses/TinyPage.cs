using System.Globalization;
using System.Text;
using Seno.Core;
using Seno.Data;
using Seno.Evaluation.Statistics;
using Seno.Studies.Reports.Charts;

namespace Seno.Benchmarks.Losses;

/// <summary>The study of tiny lesions as a page of Markdown, with its figure.</summary>
internal static class TinyPage
{
    private const string Figure = "found";
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <param name="file">The page; what a person wrote in it stays.</param>
    /// <param name="dataset">Trained on and tested on.</param>
    /// <param name="done">Settings with their outcomes.</param>
    public static void Write(string file, Dataset dataset, IReadOnlyList<(TinySetting Setting, TinyResult Result)> done)
    {
        var handWritten = HandWritten.Of(file);
        var name = Path.GetFileNameWithoutExtension(file);
        var page = new StringBuilder(Introduction(dataset));
        page.Append(Culture, $"\n![Lesions found and false alarms by loss, dimension and sampling]({name}/{Figure}.svg)\n\nThe same as [PNG]({name}/{Figure}.png).\n");
        foreach (var group in done.GroupBy(item => item.Setting.Dimensions).OrderBy(group => group.Key))
            page.Append(Table([.. group]));
        if (done.Count < TinySetting.All.Count)
            page.Append(Culture, $"\n**Not complete**: {done.Count} of {TinySetting.All.Count} trainings are done; missing are {string.Join("; ", TinySetting.All.Except(done.Select(item => item.Setting)).Select(setting => $"{Dimensions(setting)} {setting.Name} {setting.Sampling}"))}.\n");
        page.Append("\n## What it says\n").Append(handWritten).Append('\n');
        AtomicFile.WriteText(file, page.ToString());
        ChartFile.WriteSvg(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, name), Figure, TinyFigure.Draw(done));
    }

    private static string Introduction(Dataset dataset)
    {
        var (slices, volumes) = (TinySetting.All.First(setting => setting.Dimensions == 2).Plan(dataset), TinySetting.All.First(setting => setting.Dimensions == 3).Plan(dataset));
        var text = new StringBuilder("# Losses on really tiny lesions: simulated spiral breast CT\n\n");
        text.Append("Command: `bench/losses tiny OUT [MINUTES]`; it goes on where it was stopped, and writes this page and its figure from what is trained so far, all but the last section.\n\n");
        text.Append(Culture, $"{dataset.Cases.Count} whole, fatty breasts (`seno phantom sbct -n {dataset.Cases.Count} --size 128 --lesions 2 --diameter 3..6 --density a`), a patient each, 128³ voxels of about 1.1 mm. {Sizes(dataset)}\n");
        text.Append(Culture, $"The last {TinyTraining.HeldOut} breasts are held out; the others train. One seed, so what another seed would change is in no interval.\n\n");
        text.Append(Culture, $"Equal for all losses: U-Net, {slices.Optimiser}, rate {slices.LearningRate} falling as half a cosine, mirrored patches, HU clipped to ±{TinyTraining.Window:0} before the z-score but where said. Slices: {Shape(slices)}. 3-D patches: {Shape(volumes)}. ");
        text.Append("Answers are made through windows of the patch's size that overlap by a quarter, all of the volume but windows of air.\n");
        text.Append("""
            Sampling *half*: half of each batch is centred on a lesion (`--foreground-oversampling 0.5`); *uniform*: patches from anywhere (`0`).

            A lesion is *touched* where one voxel of it is called lesion; *found* where the called regions that touch it, together, overlap it with an IoU of at least 0.1, so that
            marking everything finds nothing. False alarms are called regions (26-connected) that find no lesion. DSC is of all voxels of a volume, 0 for an empty answer.
            Intervals are 95 %: Wilson's over lesions, BCa by patient for DSC. p: exact signed-rank test of the patients' DSC against `dice-ce` under the same sampling, Holm over the tests of a table.
            Verdict: *collapsed*, nothing is called lesion in any volume; *flooded*, ten false alarms a volume or more, for its two lesions; else *finds most* (half the lesions or more), *few* or *none*.

            """);
        return text.ToString();
    }

    private static string Shape(Plan plan) => string.Create(Culture, $"{string.Join('×', plan.Patch)}, {plan.BatchSize} a step, {plan.Iterations} steps, features {string.Join(", ", plan.Features)}");

    private static string Sizes(Dataset dataset)
    {
        var shares = dataset.Cases.Select(item => item.ReadReference(item.ReadChannels()[0].Geometry)).Select(truth => 100.0 * truth.Array.LongCount(label => label != 0) / truth.Array.LongLength).ToArray();
        return string.Create(Culture, $"The two lesions of a volume together fill {OrderStatistics.Median(shares):F4} % of it (median; smallest {shares.Min():F4} %, largest {shares.Max():F4} %).");
    }

    private static string Table(IReadOnlyList<(TinySetting Setting, TinyResult Result)> done)
    {
        var text = new StringBuilder();
        text.Append(Culture, $"\n## {Dimensions(done[0].Setting)}\n\n| loss | sampling | found (95 %) | touched | false alarms a volume | precision of voxels | voxels called / there | DSC (95 %) | p | empty answers | verdict |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
        var tests = Tests(done);
        foreach (var (setting, result) in done)
            text.Append(Row(setting, result, tests.TryGetValue(setting, out var p) ? p.ToString("0.00#", Culture) : ""));
        return text.ToString();
    }

    private static string Row(TinySetting setting, TinyResult result, string p)
    {
        var found = WilsonInterval.Of(result.Found, result.Lesions);
        var dsc = BcaBootstrap.Mean([.. result.Cases.Select(item => item.Dsc)], [.. result.Cases.Select(item => item.Case)]);
        var precision = double.IsNaN(result.Precision) ? "–" : result.Precision.ToString("F2", Culture);
        return string.Create(Culture, $"| {setting.Name} | {setting.Sampling} | {result.Found} of {result.Lesions} ({found.Low:F2}–{found.High:F2}) | {result.Touched} | {result.FalseAlarms:F1} | {precision} | {result.Excess:F2} | {dsc.Value:F3} ({dsc.Low:F3}–{dsc.High:F3}) | {p} | {result.Empty} of {result.Cases.Count} | {result.Verdict} |\n");
    }

    /// <summary>Holm over a table: losses against the default in the same sampling.</summary>
    private static Dictionary<TinySetting, double> Tests(IReadOnlyList<(TinySetting Setting, TinyResult Result)> done)
    {
        var pairs = (
            from item in done
            from usual in done
            where usual.Setting.Name == "dice-ce" && item.Setting.Name != "dice-ce" && usual.Setting.Oversampling == item.Setting.Oversampling
            select (item.Setting, WilcoxonSignedRank.Test(PairedDifferences.Of([.. item.Result.Cases.Select(one => one.Dsc)], [.. usual.Result.Cases.Select(one => one.Dsc)])).P)).ToArray();
        return pairs.Select(pair => pair.Setting).Zip(HolmCorrection.Adjust([.. pairs.Select(pair => pair.P)])).ToDictionary();
    }

    private static string Dimensions(TinySetting setting) => setting.Dimensions == 3 ? "3-D patches" : "Slices";
}
