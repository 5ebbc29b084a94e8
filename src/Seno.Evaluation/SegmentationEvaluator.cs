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
    /// <exception cref="DataException">
    /// A file is unreadable, grids differ, a label map holds a value that has no name, probabilities are none, some cases have
    /// probabilities or a known spacing and others not, or a metric is asked for that there is not.
    /// </exception>
    public static EvaluationResult Evaluate(IReadOnlyList<EvaluationCase> cases, IReadOnlyDictionary<string, byte> labels, int threads = 1, Action<ProgressUpdate>? progress = null, EvaluationOptions? options = null, SizeStrata? strata = null)
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
                measured[i] = Measure(cases[i], labels, wanted, each);
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
        return new(rows, EvaluationSummary.Of(rows, unit, labels.Where(label => label.Value != 0).Select(label => label.Key), strata));
    }

    private static (CaseMetrics[], bool) Measure(EvaluationCase item, IReadOnlyDictionary<string, byte> labels, EvaluationOptions options, int threads)
    {
        var reference = ImageFile.ReadLabels(item.ReferenceFile);
        if (item.PredictionFile is null)
            return Unpredicted(item, reference, labels, options, threads);
        var prediction = ImageFile.ReadLabels(item.PredictionFile);
        GridCheck.Require(prediction.Geometry, reference.Geometry, $"case {item.Id}", $"prediction ({item.PredictionFile})", $"its reference ({item.ReferenceFile})");
        var probabilities = Probabilities(item, reference.Geometry, labels);
        var named = labels.Where(label => label.Value != 0).ToArray();
        var metrics = MetricTable.Of(options, reference.Geometry.SpacingKnown, probabilities is not null);
        RequireNames(item.PredictionFile, prediction, labels);
        RequireNames(item.ReferenceFile, reference, labels);
        var comparisons = LabelComparison.Of(prediction, reference, [.. named.Select(label => label.Value)], probabilities, threads);
        return ([.. named.Zip(comparisons, (label, masks) => Row(item, label.Key, masks, metrics, options.Lesions))], reference.Geometry.SpacingKnown);
    }

    /// <summary>An empty prediction, of the labels that the reference has.</summary>
    private static (CaseMetrics[], bool) Unpredicted(EvaluationCase item, Volume<byte> reference, IReadOnlyDictionary<string, byte> labels,
        EvaluationOptions options, int threads)
    {
        RequireNames(item.ReferenceFile, reference, labels);
        var metrics = MetricTable.Of(options, reference.Geometry.SpacingKnown, withProbabilities: false);
        var drawn = labels.Where(label => label.Value != 0 && reference.Span.Contains(label.Value)).ToArray();
        var comparisons = LabelComparison.Of(new(reference.Geometry), reference, [.. drawn.Select(label => label.Value)], null, threads);
        return ([.. drawn.Zip(comparisons, (label, masks) => WithoutCandidates(Row(item, label.Key, masks, metrics, options.Lesions)))],
            reference.Geometry.SpacingKnown);

        static CaseMetrics WithoutCandidates(CaseMetrics row) =>
            row with { Unpredicted = true, Candidates = row.Detection is { } found ? new FrocCase(found.Reference, [], []) : null };
    }

    private static ClassProbabilities? Probabilities(EvaluationCase item, Geometry grid, IReadOnlyDictionary<string, byte> labels)
    {
        if (item.ProbabilityFiles.Count == 0)
            return null;
        if (labels.Values.Max() >= item.ProbabilityFiles.Count)
            throw new DataException($"case {item.Id}", $"has probabilities of {item.ProbabilityFiles.Count} classes, but labels up to {labels.Values.Max()}", "Give one file a label value, background first");
        var probabilities = new ClassProbabilities([.. item.ProbabilityFiles.Select(file => ImageFile.Read(file))], $"case {item.Id}");
        GridCheck.Require(probabilities.Geometry, grid, $"case {item.Id}", $"probability map ({item.ProbabilityFiles[0]})", $"its reference ({item.ReferenceFile})");
        return probabilities;
    }

    /// <summary>A value that has no name would count as background, and nobody would know.</summary>
    private static void RequireNames(string file, Volume<byte> map, IReadOnlyDictionary<string, byte> labels)
    {
        var known = labels.Values.Append((byte)0).ToArray();
        if (map.Span.IndexOfAnyExcept(known) is >= 0 and var at)
            throw new DataException(file, $"holds label {map.Span[at]}, which has no name; known are {string.Join(", ", labels.Select(label => $"{label.Value} ({label.Key})"))}", "Name the label in dataset.json, or correct the label map");
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
