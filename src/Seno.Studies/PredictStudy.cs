using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Evaluation.Calibration;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Learning.Inference;
using Seno.Learning.Runtime;
using Seno.Studies.Calibration;
using static TorchSharp.torch;

namespace Seno.Studies;

/// <summary>Segments images with a trained run, on each image's own grid and in its own format.</summary>
public static class PredictStudy
{
    /// <returns>The files written, and what failed: an unreadable case does not stop the others.</returns>
    /// <exception cref="DataException">The run or the input as a whole is unusable; an output is an input, or two inputs would share
    /// one.</exception>
    public static PredictResult Run(PredictRequest request, StudyOutput output, CancellationToken cancel = default)
    {
        var (run, folds) = RunFolder.Find(request.Run);
        var plan = InPrecision(Plan.Read(run.PlanFile), request.Compute.Precision);
        var cases = CaseFiles.Find(request.Input, plan.Channels, training: request.ValidationOnly, request.Reorient);
        var calibration = request.Calibrate ? CalibrationFile.Of(run, plan) : null;
        calibration?.RequireFits(run, folds, request.Checkpoint, request.Options.Mirror, output.Warn);
        (IReadOnlyList<int> Folds, IReadOnlyList<Case> Cases)[] parts = request.ValidationOnly ? [.. ByFold(run, folds, cases)]
            : [(folds, cases)];
        Case[] chosen = [.. parts.SelectMany(part => part.Cases)];
        using var guard = OutputPaths.Guard(
            [.. InputFiles.Of(run), .. InputFiles.OfDataset(request.Input), .. cases.SelectMany(InputFiles.Of)],
            [.. chosen.SelectMany(item => OutputsOf(item, request.Output, request.Probabilities ? plan.Classes : 0)),
                .. request.Probabilities ? [Path.Combine(ProbabilitiesIn(request.Output), CalibrationFile.Name)] : Array.Empty<string>()]);
        OutputPaths.RequireDistinct(chosen.SelectMany(item => OutputsOf(item, request.Output, plan.Classes)
            .Select(file => (item.ChannelFiles[0], file))));
        RequireApart(cases, request);
        OutputFolder.Create(request.Output);
        AtomicFile.RemoveLeftovers(chosen.SelectMany(item => OutputsOf(item, request.Output, plan.Classes)));
        var device = TorchRuntime.Start(request.Compute);
        var results = parts.Select(part => Segment(request, run, plan, calibration, part.Folds, part.Cases, device, output, cancel)).ToArray();
        if (request.Probabilities)
            Describe(calibration, ProbabilitiesIn(request.Output));
        return new([.. results.SelectMany(result => result.Files)], [.. results.SelectMany(result => result.Failures)], calibration?.Method);
    }

    /// <summary>A label map beside the images of a folder would be an image of it the next time.</summary>
    private static void RequireApart(IReadOnlyList<Case> cases, PredictRequest request)
    {
        if (Directory.Exists(request.Input) && cases.SelectMany(item => item.ChannelFiles).Select(Path.GetDirectoryName).Distinct()
            .Any(folder => FileIdentity.Same(folder!, request.Output)))
            throw new DataException(
                request.Output,
                "holds the images that are read, and the label maps would lie among them",
                "Choose another folder for the output");
    }

    private static PredictResult Segment(PredictRequest request, RunFolder run, Plan plan, CalibrationFile? calibration, IReadOnlyList<int> folds, IReadOnlyList<Case> cases, Device device, StudyOutput output, CancellationToken cancel)
    {
        var tasks = run.LoadTasks(plan, folds, request.Checkpoint, device);
        try
        {
            var left = request.Resume ? cases.Where(item => !File.Exists(FileOf(item, request.Output))) : cases;
            return Segment(new Predictor(tasks, plan, request.Options, device), plan, [.. left], request.Output, request.Probabilities, output, cancel, calibration?.Map);
        }
        finally
        {
            foreach (var task in tasks)
                task.Dispose();
        }
    }

    /// <summary>Each fold's own validation cases: those its weights have not seen.</summary>
    private static IEnumerable<(IReadOnlyList<int> Folds, IReadOnlyList<Case> Cases)> ByFold(RunFolder run, IReadOnlyList<int> folds, IReadOnlyList<Case> cases)
    {
        var byId = cases.ToDictionary(item => item.Id);
        foreach (var fold in folds)
        {
            var held = ValidationCases.Of(run, fold);
            if (held.FirstOrDefault(id => !byId.ContainsKey(id)) is { } missing)
                throw new DataException(run.SplitsFile, $"names case '{missing}', which the input does not have", "Give the data set that the run was trained on");
            yield return ([fold], [.. held.Select(id => byId[id])]);
        }
    }

    /// <summary>A run predicts in the precision it was trained in, unless asked otherwise.</summary>
    internal static Plan InPrecision(Plan plan, Precision asked) => asked switch
    {
        Precision.Fp32 => plan with { Precision = "fp32" },
        Precision.Bf16 => plan with { Precision = "bf16" },
        _ => plan,
    };

    internal static PredictResult Segment(Predictor predictor, Plan plan, IReadOnlyList<Case> cases, string folder, bool probabilities, StudyOutput output, CancellationToken cancel, CalibrationMap? calibration = null)
    {
        OutputFolder.Create(folder);
        var files = new List<string>();
        var failures = new List<string>();
        foreach (var item in cases)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                files.Add(SegmentCase(predictor, plan, item, folder, probabilities, output, calibration));
            }
            catch (Exception failure) when (PlainFailure.Of(failure, $"case {item.Id}") is { } plain)
            {
                failures.Add(plain.Message);
                output.Warn(plain.Message);
            }
            output.Progress(new("predicting", files.Count + failures.Count, cases.Count, item.Id));
        }
        return new(files, failures);
    }

    private static string SegmentCase(Predictor predictor, Plan plan, Case item, string folder, bool probabilities, StudyOutput output, CalibrationMap? calibration)
    {
        var channels = item.ReadChannels(output.Warn);
        if (CaseAxes.Warning(item.Id, channels[0].Geometry, plan) is { } warning)
            output.Warn(warning);
        var segmentation = predictor.Segment(item.Id, channels);
        if (calibration is not null)
            segmentation = Calibrated(segmentation, calibration);
        for (var label = 0; probabilities && label < plan.Classes; label++)
            ImageFile.Write(ProbabilityFile(item, folder, label), segmentation.Probabilities[label]);
        // Last: where it stands, the case is done.
        var file = FileOf(item, folder);
        ImageFile.Write(file, segmentation.Labels, new Dictionary<byte, string>(plan.Scheme.Names));
        return file;
    }

    /// <summary>Temperature keeps the labels as they are, rounding of near ties included; another map decides anew.</summary>
    private static Segmentation Calibrated(Segmentation segmentation, CalibrationMap map)
    {
        var probabilities = map.Apply(segmentation.Probabilities);
        return map.KeepsLabels ? segmentation with { Probabilities = probabilities } : Segmentation.Of(probabilities);
    }

    /// <summary>Beside probabilities, how they were calibrated; nothing where they were not.</summary>
    private static void Describe(CalibrationFile? calibration, string folder)
    {
        var file = Path.Combine(folder, CalibrationFile.Name);
        if (calibration is not null)
            SenoJson.WriteFile(file, calibration);
        else if (File.Exists(file))
            File.Delete(file);
    }

    /// <summary>All files that a case may be written to.</summary>
    private static IEnumerable<string> OutputsOf(Case item, string folder, int classes) => Enumerable.Range(0, classes)
        .Select(label => ProbabilityFile(item, folder, label)).Concat(ImageParts.Written(FileOf(item, folder)));

    private static string ProbabilitiesIn(string folder) => Path.Combine(folder, "probabilities");

    private static string ProbabilityFile(Case item, string folder, int label) =>
        Path.Combine(ProbabilitiesIn(folder), string.Create(CultureInfo.InvariantCulture, $"{item.Id}_{label:D4}.nii.gz"));

    private static string FileOf(Case item, string folder) => Path.Combine(folder, item.Id + EndingFor(item));

    /// <summary>The image's own, but for JPEG, which would blur labels.</summary>
    internal static string EndingFor(Case item) => ImageFile.EndingOf(item.ChannelFiles[0]) is ".jpg" or ".jpeg" ? ".png" : ImageFile.EndingOf(item.ChannelFiles[0])!;
}
