using Seno.Core;
using Seno.Evaluation.Distance;
using Seno.Evaluation.Overlap;
using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Evaluation;

/// <summary>Compares predictions with references, case by case and label by label.</summary>
public static class SegmentationEvaluator
{
    /// <param name="cases">What to compare.</param>
    /// <param name="labels">Values by name; background (0) is not measured.</param>
    /// <param name="threads">Cases at a time.</param>
    /// <param name="progress">Told of every case.</param>
    /// <exception cref="DataException">A file is unreadable, sizes differ, or some cases have a known spacing and others not.</exception>
    public static EvaluationResult Evaluate(IReadOnlyList<EvaluationCase> cases, IReadOnlyDictionary<string, byte> labels, int threads = 1, Action<ProgressUpdate>? progress = null)
    {
        var measured = new (CaseMetrics[] Rows, bool InMillimetres)[cases.Count];
        var failures = new DataException?[cases.Count];
        var done = 0;
        Parallel.For(0, cases.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            try
            {
                measured[i] = Measure(cases[i], labels);
            }
            catch (DataException failure)
            {
                failures[i] = failure;
            }
            progress?.Invoke(new("evaluating", Interlocked.Increment(ref done), cases.Count, cases[i].Id));
        });
        if (failures.FirstOrDefault(failure => failure is not null) is { } first)
            throw first;
        if (measured.Select(item => item.InMillimetres).Distinct().Count() > 1)
            throw new DataException("cases", "some have a known voxel spacing and others none, so distances would be part mm, part px", "Evaluate the two kinds apart, or store the spacing in all files");
        var rows = measured.SelectMany(item => item.Rows).ToArray();
        var unit = measured.Length > 0 && measured[0].InMillimetres ? "mm" : "px";
        return new(rows, EvaluationSummary.Of(rows, unit, labels.Where(label => label.Value != 0).Select(label => label.Key)));
    }

    private static (CaseMetrics[], bool) Measure(EvaluationCase item, IReadOnlyDictionary<string, byte> labels)
    {
        var prediction = ImageFile.ReadLabels(item.PredictionFile);
        var reference = ImageFile.ReadLabels(item.ReferenceFile);
        if (prediction.Size != reference.Size)
            throw new DataException($"case {item.Id}", $"prediction is {prediction.Size} but its reference is {reference.Size} ({item.ReferenceFile})", "Predict on the reference's own image, or resample one of them");
        return ([.. labels.Where(label => label.Value != 0).Select(label => Row(item, label.Key, label.Value, prediction, reference))], reference.Geometry.SpacingKnown);
    }

    private static CaseMetrics Row(EvaluationCase item, string name, byte label, Volume<byte> prediction, Volume<byte> reference)
    {
        var counts = ConfusionCounts.Of(prediction.Span, reference.Span, label);
        var surfaces = SurfaceDistances.Between(prediction, reference, label);
        return new(
            item.Id,
            item.Group,
            name,
            MetricTable.Metrics.ToDictionary(metric => metric.Name, metric => metric.Of(counts, surfaces)),
            counts.ReferenceSize,
            counts.PredictionSize,
            Missed: counts.ReferenceSize > 0 && counts.TruePositives == 0,
            FalseAlarm: counts.ReferenceSize == 0 && counts.PredictionSize > 0);
    }
}
