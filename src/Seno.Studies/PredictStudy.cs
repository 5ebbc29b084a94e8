using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Imaging.Formats;
using Seno.Learning.Inference;
using Seno.Learning.Runtime;

namespace Seno.Studies;

/// <summary>Segments images with a trained run, on each image's own grid and in its own format.</summary>
public static class PredictStudy
{
    /// <returns>The files written, and what failed: an unreadable case does not stop the others.</returns>
    /// <exception cref="DataException">The run or the input as a whole is unusable.</exception>
    public static PredictResult Run(PredictRequest request, StudyOutput output, CancellationToken cancel = default)
    {
        var (run, folds) = RunFolder.Find(request.Run);
        var plan = InPrecision(Plan.Read(run.PlanFile), request.Compute.Precision);
        var cases = CaseFiles.Find(request.Input);
        var device = TorchRuntime.Start(request.Compute);
        var tasks = run.LoadTasks(plan, folds, request.Checkpoint, device);
        try
        {
            return Segment(new Predictor(tasks, plan, request.Options, device), plan, cases, request.Output, request.Probabilities, output, cancel);
        }
        finally
        {
            foreach (var task in tasks)
                task.Dispose();
        }
    }

    /// <summary>A run predicts in the precision it was trained in, unless asked otherwise.</summary>
    private static Plan InPrecision(Plan plan, Precision asked) => asked switch
    {
        Precision.Fp32 => plan with { Precision = "fp32" },
        Precision.Bf16 => plan with { Precision = "bf16" },
        _ => plan,
    };

    internal static PredictResult Segment(Predictor predictor, Plan plan, IReadOnlyList<Case> cases, string folder, bool probabilities, StudyOutput output, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        var failures = new List<string>();
        foreach (var item in cases)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                files.Add(SegmentCase(predictor, plan, item, folder, probabilities, output));
            }
            catch (DataException failure)
            {
                failures.Add(failure.Message);
                output.Warn(failure.Message);
            }
            output.Progress(new("predicting", files.Count + failures.Count, cases.Count, item.Id));
        }
        return new(files, failures);
    }

    private static string SegmentCase(Predictor predictor, Plan plan, Case item, string folder, bool probabilities, StudyOutput output)
    {
        var segmentation = predictor.Segment(item.Id, item.ReadChannels(output.Warn));
        var file = Path.Combine(folder, item.Id + EndingFor(item));
        ImageFile.Write(file, segmentation.Labels, plan.Labels.ToDictionary(label => label.Value, label => label.Key));
        for (var label = 0; probabilities && label < plan.Classes; label++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{item.Id}_{label:D4}.nii.gz");
            ImageFile.Write(Path.Combine(folder, "probabilities", name), segmentation.Probabilities[label]);
        }
        return file;
    }

    /// <summary>The image's own, but for JPEG, which would blur labels.</summary>
    internal static string EndingFor(Case item) => ImageFile.EndingOf(item.ChannelFiles[0]) is ".jpg" or ".jpeg" ? ".png" : ImageFile.EndingOf(item.ChannelFiles[0])!;
}
