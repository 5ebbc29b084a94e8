using Seno.Core;
using Seno.Evaluation.Calibration;
using Seno.Evaluation.Detection;
using Seno.Evaluation.Overlap;
using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Evaluation;

/// <summary>Compares predictions with references, case by case and label by label.</summary>
public static class SegmentationEvaluator
{
    /// <param name="cases">What to compare.</param>
    /// <param name="labels">Values by name; background (0) is not measured.</param>
    /// <param name="threads">Cases at a time; where there are fewer cases, several threads a case.</param>
    /// <param name="progress">Told of every case.</param>
    /// <param name="options">What to measure. Default: every metric.</param>
    /// <param name="strata">Sizes of lesions to be summarised apart.</param>
    /// <param name="warn">Told of what reading did to a file that its owner may not expect.</param>
    /// <exception cref="DataException">
    /// A file is unreadable, grids differ, a label map holds a value that has no name, probabilities are none, some cases have
    /// probabilities or a known spacing and others not, or a metric is asked for that there is not.
    /// </exception>
    public static EvaluationResult Evaluate(IReadOnlyList<EvaluationCase> cases, IReadOnlyDictionary<string, byte> labels, int threads = 1, Action<ProgressUpdate>? progress = null, EvaluationOptions? options = null, SizeStrata? strata = null,
        Action<string>? warn = null) =>
        Evaluate(cases, MeasuredLabels.Of(labels), threads, progress, options, strata, warn);

    /// <inheritdoc cref="Evaluate(IReadOnlyList{EvaluationCase}, IReadOnlyDictionary{string, byte}, int, Action{ProgressUpdate}?, EvaluationOptions?, SizeStrata?, Action{string}?)"/>
    /// <returns>Rows of all cases but those of which nothing was annotated.</returns>
    public static EvaluationResult Evaluate(IReadOnlyList<EvaluationCase> cases, MeasuredLabels labels, int threads = 1, Action<ProgressUpdate>? progress = null, EvaluationOptions? options = null, SizeStrata? strata = null,
        Action<string>? warn = null)
    {
        var wanted = options ?? new();
        MetricTable.Of(wanted, spacingKnown: true, withProbabilities: true);
        if (cases.Where(item => item.PredictionFile is not null).Select(item => item.ProbabilityFiles.Count > 0).Distinct().Count() > 1)
            throw new DataException("cases", "some have class probabilities and others none", "Write them for all cases, or for none");
        var measured = new (CaseMetrics[] Rows, bool InMillimetres)[cases.Count];
        var failures = new DataException?[cases.Count];
        var done = 0;
        var each = Math.Max(1, threads / Math.Max(cases.Count, 1));
        Parallel.For(0, cases.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            try
            {
                measured[i] = Measure(cases[i], labels, wanted, each, warn);
            }
            catch (Exception failure) when (PlainFailure.Of(failure, $"case {cases[i].Id}") is { } plain)
            {
                failures[i] = plain;
            }
            progress?.Invoke(new("evaluating", Interlocked.Increment(ref done), cases.Count, cases[i].Id));
        });
        if (failures.FirstOrDefault(failure => failure is not null) is { } first)
            throw first;
        if (measured.Select(item => item.InMillimetres).Distinct().Count() > 1)
            throw new DataException("cases", "some have a known voxel spacing and others none, so distances would be part mm, part px", "Evaluate the two kinds apart, or store the spacing in all files");
        var rows = measured.SelectMany(item => item.Rows).ToArray();
        var unit = measured.Length > 0 && measured[0].InMillimetres ? "mm" : "px";
        return new(rows, EvaluationSummary.Of(rows, unit, labels.Labels.Select(label => label.Name), strata));
    }

    private static (CaseMetrics[], bool) Measure(
        EvaluationCase item,
        MeasuredLabels labels,
        EvaluationOptions options,
        int threads,
        Action<string>? warn)
    {
        var maps = ComparedMaps.Read(item, labels, warn);
        var spacingKnown = maps.Reference.Geometry.SpacingKnown;
        var probabilities = Probabilities(item, maps.Reference.Geometry, labels, warn);
        if (maps.NothingAnnotated)
            return ([], spacingKnown);
        var metrics = MetricTable.Of(options, spacingKnown, probabilities.Count > 0);
        var comparisons = labels.Overlapping
            ? Regions(maps, labels, probabilities, threads)
            : Classes(maps, labels, probabilities.FirstOrDefault(), threads);
        var rows = labels.Labels.Zip(comparisons, (label, masks) => Row(item, label.Name, masks, metrics, options.Lesions));
        if (item.PredictionFile is null)
            rows = rows.Where(row => row.ReferenceVoxels > 0).Select(Unpredicted);
        return ([.. rows.Select(row => row with { IgnoredVoxels = maps.Ignored })], spacingKnown);
    }

    private static CaseMetrics Unpredicted(CaseMetrics row) => row with
    {
        Unpredicted = true,
        Candidates = row.Detection is { } found ? new FrocCase(found.Reference, [], []) : null,
    };

    private static IReadOnlyList<LabelComparison> Classes(
        ComparedMaps maps,
        MeasuredLabels labels,
        ClassProbabilities? probabilities,
        int threads) =>
        LabelComparison.Of(
            maps.Prediction,
            maps.Reference,
            labels.Labels.Select(label => label.Values[0]),
            probabilities,
            threads,
            maps.LeftOut);

    private static IReadOnlyList<LabelComparison> Regions(
        ComparedMaps maps,
        MeasuredLabels labels,
        IReadOnlyList<ClassProbabilities> probabilities,
        int threads) =>
        [.. labels.Labels.SelectMany((region, i) => LabelComparison.Of(
            region.Mask(maps.Prediction),
            region.Mask(maps.Reference),
            [1],
            probabilities.ElementAtOrDefault(i),
            threads,
            maps.LeftOut))];

    /// <returns>Of all classes together, or of each region and everything else; none where there are no files.</returns>
    private static IReadOnlyList<ClassProbabilities> Probabilities(
        EvaluationCase item,
        Geometry grid,
        MeasuredLabels labels,
        Action<string>? warn)
    {
        var files = item.ProbabilityFiles;
        if (files.Count == 0)
            return [];
        if (labels.Overlapping && files.Count != labels.Labels.Count)
            throw new DataException(
                $"case {item.Id}",
                $"has probabilities of {Counted.Of(files.Count, "region")}, but there are {labels.Labels.Count}",
                "Give one file a region, in their order, without a background");
        if (!labels.Overlapping && labels.Values.Max() >= files.Count)
            throw new DataException(
                $"case {item.Id}",
                $"has probabilities of {Counted.Of(files.Count, "class", "classes")}, but labels up to {labels.Values.Max()}",
                "Give one file a label value, background first");
        Volume<float>[] maps = [.. files.Select(file => GridComparison.Require(
            ImageFile.Read(file, warn),
            grid,
            item.Reorient,
            $"case {item.Id}",
            ($"probability map ({file})", $"its reference ({item.ReferenceFile})")))];
        return labels.Overlapping
            ? [.. maps.Select(map => new ClassProbabilities([map.Map(value => 1 - value), map], $"case {item.Id}"))]
            : [new ClassProbabilities(maps, $"case {item.Id}")];
    }

    private static CaseMetrics Row(EvaluationCase item, string name, LabelComparison masks, IReadOnlyList<Metric> metrics, LesionMatching? lesions)
    {
        var counts = masks.Counts;
        var spacing = masks.Geometry.Spacing;
        return new(
            item.Id,
            item.Group,
            name,
            metrics.ToDictionary(metric => metric.Name, metric => metric.Of(masks)),
            counts.ReferenceSize,
            counts.PredictionSize,
            Missed: counts.ReferenceSize > 0 && counts.TruePositives == 0,
            FalseAlarm: counts.ReferenceSize == 0 && counts.PredictionSize > 0)
        {
            ReferenceSize = masks.Geometry.SpacingKnown ? counts.ReferenceSize * spacing.X * spacing.Y * spacing.Z / 1000 : counts.ReferenceSize,
            Detection = lesions?.Of(masks.Prediction, masks.Reference, masks.Threads),
            Candidates = lesions is null ? null : masks.Candidates(lesions),
        };
    }
}
