using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Imaging;
using Seno.Imaging.Operators;
using Seno.Studies.Reports;
using Seno.Studies.Reports.Charts;

namespace Seno.Studies;

/// <summary>Shows what a data set holds before anything is trained on it.</summary>
public static class DescribeStudy
{
    private const int Bins = 20;
    private const int MostValues = 12;
    private const int ShownLesions = 12;
    private const int ShownWithout = 3;

    /// <param name="folder">The data set.</param>
    /// <param name="target">Folder that receives overview.json, report.html and figures/.</param>
    /// <param name="reader">Whose references are described; null for labelsTr.</param>
    /// <param name="threads">Cases at a time.</param>
    /// <param name="output">Progress and warnings.</param>
    /// <param name="reorient">As <see cref="Case.Reorient"/>.</param>
    /// <exception cref="DataException">The data set is unusable: 'seno dataset check' says all that is wrong with it.</exception>
    public static DatasetOverview Run(string folder, string target, string? reader, int threads, StudyOutput output, bool reorient = false)
    {
        var dataset = Dataset.Open(folder, reader, reorient, output.Warn);
        using var guard = OutputPaths.Guard(
            InputFiles.Of(dataset),
            new[] { "overview.json", "report.html" }.Select(name => Path.Combine(target, name)));
        OutputFolder.Create(target);
        var fingerprint = Fingerprint.Of(dataset, dataset.Cases, threads, output.Warn, output.Progress);
        var sizes = Sizes(dataset, threads, output);
        var overview = new DatasetOverview(
            dataset.Name,
            dataset.Modality,
            fingerprint,
            Labels(dataset, sizes),
            Columns(dataset),
            dataset.PatientsKnown,
            sizes);
        SenoJson.WriteFile(Path.Combine(target, "overview.json"), overview);
        WriteReport(target, dataset, overview);
        return overview;
    }

    private static IReadOnlyList<LesionSize> Sizes(Dataset dataset, int threads, StudyOutput output)
    {
        var found = new IReadOnlyList<LesionSize>[dataset.Cases.Count];
        var done = 0;
        Parallel.For(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var item = dataset.Cases[i];
            var reference = item.ReadReference(item.ReadChannels(output.Warn)[0].Geometry, output.Warn);
            var annotated = reference.Array.LongLength - (dataset.Scheme.Ignored(reference) ?? 0);
            found[i] = [.. dataset.Scheme.Foreground.Select(label => SizeOf(item.Id, label.Name, label.Mask(reference), annotated)).Where(size => size.Voxels > 0)];
            output.Progress(new("measuring references", Interlocked.Increment(ref done), found.Length, item.Id));
        });
        return [.. found.SelectMany(each => each)];
    }

    private static LesionSize SizeOf(string id, string label, Volume<byte> mask, long annotated)
    {
        var voxels = mask.Array.LongLength - mask.Span.Count((byte)0);
        return new(
            id,
            label,
            voxels,
            voxels == 0 ? 0 : (double)voxels / annotated,
            voxels == 0 ? 0 : ConnectedComponents.Label(mask, Connectivity.Corners).Count);
    }

    private static Dictionary<string, LabelOverview> Labels(Dataset dataset, IReadOnlyList<LesionSize> sizes) =>
        dataset.Scheme.Foreground.ToDictionary(label => label.Name, label =>
    {
        var own = sizes.Where(size => size.Label == label.Name).ToArray();
        return new LabelOverview(own.Length, own.Sum(size => size.Components), Range(own.Select(size => (double)size.Voxels)), Range(own.Select(size => size.Share)));
    });

    private static IReadOnlyList<double> Range(IEnumerable<double> values)
    {
        var all = values.ToArray();
        return all.Length == 0 ? [] : [all.Min(), OrderStatistics.Median(all), all.Max()];
    }

    private static Dictionary<string, IReadOnlyDictionary<string, int>> Columns(Dataset dataset) => dataset.Cases
        .SelectMany(item => item.Metadata.Keys).Distinct()
        .Select(column => (column, Values: dataset.Cases.GroupBy(item => item.Metadata.GetValueOrDefault(column) is { Length: > 0 } value ? value : "(empty)").OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count())))
        .Where(pair => pair.Values.Count <= MostValues && pair.Values.Count > 1)
        .ToDictionary(pair => pair.column, pair => (IReadOnlyDictionary<string, int>)pair.Values);

    private static void WriteReport(string target, Dataset dataset, DatasetOverview overview)
    {
        var charts = Charts(overview).ToArray();
        var shown = Shown(dataset, overview);
        foreach (var (name, chart) in charts)
            ChartFile.Write(Path.Combine(target, "figures"), name, chart);
        ContactSheet.Write(Path.Combine(target, "figures", "cases.png"), [.. shown.SelectMany(group => group.Cases)]);
        HtmlReport.Write(Path.Combine(target, "report.html"), new ReportContent
        {
            Title = $"{overview.Name}: the data set",
            KeyFigures = [.. KeyFigures(overview)],
            FactsTitle = "What it holds",
            Facts = [.. Facts(dataset, overview)],
            ResultCharts = charts,
            Shown = shown,
        });
    }

    private static IEnumerable<KeyFigure> KeyFigures(DatasetOverview overview)
    {
        var culture = CultureInfo.InvariantCulture;
        var (cases, patients) = (overview.Fingerprint.Cases, overview.Fingerprint.Groups);
        yield return new(
            cases.ToString(culture),
            cases == 1 ? "case" : "cases",
            overview.PatientsKnown ? $"in {Counted.Groups(patients)}" : "patients unknown");
        foreach (var (label, own) in overview.Labels)
        {
            yield return new(
                own.Cases.ToString(culture),
                $"{(own.Cases == 1 ? "case" : "cases")} with {label}",
                Counted.Of(own.Components, "connected region"));
            if (own.Cases > 0)
                yield return new(Percent(own.Share[1]), $"of the image is {label}, at the median", $"{Percent(own.Share[0])} to {Percent(own.Share[2])}");
        }
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##} %");

    private static IEnumerable<KeyValuePair<string, string>> Facts(Dataset dataset, DatasetOverview overview)
    {
        var fingerprint = overview.Fingerprint;
        yield return new("modality", overview.Modality ?? "unknown");
        if (!dataset.PatientsKnown)
            yield return new("patients", TrainingNeeds.NoPatients);
        yield return new("channels", string.Join(", ", dataset.Channels));
        yield return new("median size", string.Join(" × ", fingerprint.MedianSize.Select(size => size.ToString("0.#", CultureInfo.InvariantCulture))) + " voxels");
        yield return new("median spacing", fingerprint.MedianSpacing is { } spacing ? string.Join(" × ", spacing.Select(size => size.ToString("0.####", CultureInfo.InvariantCulture))) + " mm" : "unknown: lengths are in pixels");
        if (LeftOut.Words(fingerprint.IgnoredVoxels) is { } words)
            yield return new("not annotated", words);
        foreach (var (column, values) in overview.Columns)
            yield return new(column, string.Join(", ", values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key} {value.Value}"))));
    }

    private static IEnumerable<NamedChart> Charts(DatasetOverview overview)
    {
        foreach (var (label, own) in overview.Labels.Where(label => label.Value.Cases > 0))
        {
            var sizes = overview.Sizes.Where(size => size.Label == label).ToArray();
            var suffix = overview.Labels.Count > 1 ? "-" + FileNames.For(label) : "";
            yield return new("size" + suffix, Histogram($"Size of {label}", "voxels (pixels) a case", [.. sizes.Select(size => (double)size.Voxels)], own.Voxels[1]));
            yield return new("share" + suffix, Histogram($"Share of the image that is {label}", "%", [.. sizes.Select(size => 100 * size.Share)], 100 * own.Share[1]));
        }
    }

    /// <summary>Of bins that are equal on a logarithmic axis: lesions differ by powers of ten.</summary>
    private static Chart Histogram(string title, string axis, double[] values, double median)
    {
        var scale = AxisScale.Of(new(axis, Logarithmic: true), values);
        var (low, high) = (Math.Log10(scale.Ticks[0]), Math.Log10(scale.Ticks[^1]));
        var counts = new int[Bins];
        foreach (var value in values)
            counts[Math.Clamp((int)((Math.Log10(value) - low) / (high - low) * Bins), 0, Bins - 1)]++;
        double Edge(int i) => Math.Pow(10, low + (high - low) * i / Bins);
        return new()
        {
            Title = title,
            X = new(axis, scale.Ticks[0], scale.Ticks[^1], Logarithmic: true),
            Y = new("cases", 0) { Counts = true },
            Series = [new BarSeries("", Palette.Of(0), [.. counts.Select((count, i) => new ChartBar(Edge(i), Edge(i + 1), count))]), new MarkSeries("median", Palette.Ink, median)],
        };
    }

    /// <summary>Lesions from the smallest to the largest in equal steps of rank, and some cases without any.</summary>
    private static List<ShownGroup> Shown(Dataset dataset, DatasetOverview overview)
    {
        // regions lie within each other
        Func<IEnumerable<double>, double> together = dataset.Scheme.Regions is null ? Enumerable.Sum : Enumerable.Max;
        var byCase = overview.Sizes.GroupBy(size => size.Case).Select(group => (Id: group.Key, Voxels: together(group.Select(size => (double)size.Voxels)), Share: together(group.Select(size => size.Share)))).OrderBy(item => item.Voxels).ThenBy(item => item.Id, StringComparer.Ordinal).ToArray();
        var steps = Math.Min(ShownLesions, byCase.Length);
        var chosen = Enumerable.Range(0, steps).Select(i => byCase[steps == 1 ? 0 : i * (byCase.Length - 1) / (steps - 1)]);
        var cases = dataset.Cases.ToDictionary(item => item.Id);
        var with = byCase.Select(item => item.Id).ToHashSet();
        ShownGroup[] groups =
        [
            new("From the smallest to the largest", "At equal steps of rank.", [.. chosen.Select(item => ShownOf(
                dataset.Scheme,
                cases[item.Id],
                string.Create(CultureInfo.InvariantCulture, $"{Counted.Of((long)item.Voxels, "voxel")}, {Percent(item.Share)}")))]),
            new("Without any label", "", [.. dataset.Cases.Where(item => !with.Contains(item.Id)).Take(ShownWithout).Select(item => ShownOf(
                dataset.Scheme,
                item,
                ""))]),
        ];
        return [.. groups.Where(group => group.Cases.Count > 0)];
    }

    private static ShownCase ShownOf(LabelScheme labels, Case item, string caption)
    {
        var image = item.ReadChannels()[0];
        return ShownCase.Upright(item.Id, caption, image, labels.Annotated(item.ReadReference(image.Geometry)), null);
    }
}
