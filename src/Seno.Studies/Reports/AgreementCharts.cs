using System.Globalization;
using Seno.Core;
using Seno.Evaluation.Agreement;
using Seno.Studies.Reports.Charts;

namespace Seno.Studies.Reports;

/// <summary>Figures of a study of readers: who agrees with whom, volumes, and the model beside every reader.</summary>
internal static class AgreementCharts
{
    private const double PalestDice = 0.5;

    public static IEnumerable<NamedChart> Of(LabelAgreement found, IReadOnlyList<CaseAgreement> all, IReadOnlyList<string> readers, string volumeUnit, string suffix)
    {
        var cases = all.Where(item => item.Drawn).ToArray();
        yield return new("pairs" + suffix, Pairs(found, readers));
        if (found.Model is not null)
            yield return new("model" + suffix, Model(cases, readers));
        foreach (var pair in found.Pairs)
            yield return new($"volumes{suffix}-{FileNames.For(pair.First)}-{FileNames.For(pair.Second)}", Volumes(pair, cases, volumeUnit));
    }

    private static Chart Pairs(LabelAgreement found, IReadOnlyList<string> readers)
    {
        string[] names = found.Model is null ? [.. readers] : [.. readers, CaseAgreement.ModelName];
        var cells = new List<ChartCell>();
        foreach (var pair in found.Pairs.Concat(found.Model?.WithReaders ?? []))
        {
            var (i, j) = (Array.IndexOf(names, pair.First), Array.IndexOf(names, pair.Second));
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"{pair.First} and {pair.Second}: mean DSC {pair.Dsc.Mean:0.000} over {Counted.Of(pair.Dsc.N, "case")}");
            var label = pair.Dsc.Mean.ToString("0.00", CultureInfo.InvariantCulture);
            var share = (pair.Dsc.Mean - PalestDice) / (1 - PalestDice);
            cells.Add(new(i, j, share, label, text));
            cells.Add(new(j, i, share, label, text));
        }
        return new() { Title = "Mean DSC of every pair", X = new("", Categories: names), Y = new("", Categories: names), Series = [new CellSeries(cells)] };
    }

    private static Chart Model(CaseAgreement[] cases, IReadOnlyList<string> readers)
    {
        ChartPoint Point(CaseAgreement item, int i) => new(item.LeaveOneOut[i].Score.Dsc, item.ModelLeaveOneOut[i].Score.Dsc, string.Create(CultureInfo.InvariantCulture, $"{item.Case}, by {item.LeaveOneOut[i].Second}: {item.Readers[i]} {item.LeaveOneOut[i].Score.Dsc:0.000}, model {item.ModelLeaveOneOut[i].Score.Dsc:0.000}"));
        var low = Math.Floor(10 * cases.SelectMany(item => item.LeaveOneOut.Concat(item.ModelLeaveOneOut)).Select(pair => pair.Score.Dsc).DefaultIfEmpty(0).Min()) / 10;
        return new()
        {
            Title = "DSC with the same references",
            X = new("reader with the others' consensus, DSC", low, 1),
            Y = new("model with it, DSC", low, 1),
            Series =
            [
                new LineSeries("", Palette.Quiet, [(low, low), (1, 1)]),
                .. readers.Select((reader, colour) => new PointSeries(reader, Palette.Of(colour), [.. cases.SelectMany(item => item.Readers.Select((name, i) => (name, i)).Where(pair => pair.name == reader).Select(pair => Point(item, pair.i)))])),
            ],
        };
    }

    private static Chart Volumes(PairSummary summary, CaseAgreement[] cases, string unit)
    {
        ChartPoint[] points = [.. cases.SelectMany(item => item.Pairs.Where(pair => pair.First == summary.First && pair.Second == summary.Second).Select(pair =>
            new ChartPoint((pair.FirstVolume + pair.SecondVolume) / 2, pair.FirstVolume - pair.SecondVolume, string.Create(CultureInfo.InvariantCulture, $"{item.Case}: {pair.FirstVolume:0.#} and {pair.SecondVolume:0.#} {unit}"))))];
        var (first, last) = (0.0, points.Max(point => point.X));
        LineSeries Level(string name, string colour, double value) => new(name, colour, [(first, value), (last, value)]);
        return new()
        {
            Title = $"Volume, {summary.First} less {summary.Second}",
            X = new($"mean of both, {unit}", 0),
            Y = new($"difference, {unit}"),
            Series =
            [
                Level("", Palette.Faint, 0),
                Level("bias", Palette.Of(0), summary.Volumes.Bias.Value),
                Level("limits of agreement", Palette.Of(1), summary.Volumes.Upper.Value),
                Level("", Palette.Of(1), summary.Volumes.Lower.Value),
                new PointSeries("", Palette.Ink, points),
            ],
        };
    }
}
