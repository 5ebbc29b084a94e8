using Seno.Data;
using Seno.Evaluation;
using Seno.Learning.Inference;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Studies;

/// <summary>Segments a fold's validation cases and measures them against their references.</summary>
public static class ValidationStudy
{
    /// <param name="task">Trained.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="cases">Cases that the task did not see.</param>
    /// <param name="folder">Receives predictions/, cases.csv and summary.json.</param>
    /// <param name="device">Where the task computes.</param>
    /// <param name="threads">For the evaluation.</param>
    /// <param name="output">Progress and warnings.</param>
    /// <param name="cancel">Stops between cases.</param>
    /// <exception cref="Core.DataException">A validation case cannot be read or segmented.</exception>
    public static EvaluationResult Run(LearningTask task, Plan plan, IReadOnlyList<Case> cases, string folder, Device device, int threads, StudyOutput output, CancellationToken cancel)
    {
        var predictions = Path.Combine(folder, "predictions");
        var predictor = new Predictor([task], plan, new PredictorOptions { Mirror = true }, device);
        var result = PredictStudy.Segment(predictor, plan, cases, predictions, probabilities: false, output, cancel);
        if (result.Failures.Count > 0)
            throw new Core.DataException(
                folder,
                $"{Core.Counted.Of(result.Failures.Count, "validation case")} failed, the first: {result.Failures[0]}",
                "Correct these cases");
        var pairs = cases.Zip(
            result.Files,
            (item, file) => new EvaluationCase(item.Id, item.Group, file, item.ReferenceFile!) { Reorient = item.Reorient });
        return EvaluateStudy.Measure([.. pairs], MeasuredScheme.Of(plan.Scheme), folder, threads, output);
    }
}
