using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Evaluation.Calibration;
using Seno.Learning.Inference;
using Seno.Learning.Runtime;
using Seno.Studies.Reports;
using static TorchSharp.torch;

namespace Seno.Studies.Calibration;

/// <summary>Fits maps from a run's probabilities to calibrated ones on its validation cases, measures before and after, and keeps one with the run.</summary>
public sealed class CalibrationStudy
{
    private readonly CalibrationRequest request;
    private readonly RunFolder run;
    private readonly IReadOnlyList<int> folds;
    private readonly Plan plan;
    private readonly Dataset dataset;
    private readonly Device device;
    private readonly StudyOutput output;
    private readonly CancellationToken cancel;

    private CalibrationStudy(CalibrationRequest request, StudyOutput output, CancellationToken cancel)
    {
        (this.request, this.output, this.cancel) = (request, output, cancel);
        (run, folds) = RunFolder.Find(request.Run);
        plan = PredictStudy.InPrecision(Plan.Read(run.PlanFile), request.Compute.Precision);
        if (plan.Regions is not null)
            throw new DataException(
                run.PlanFile,
                "is of regions that may overlap, which no map of calibration is offered for",
                "Measure their calibration with 'seno predict --probabilities' and 'seno evaluate'");
        var trained = Manifest.Read(run.ManifestFile).Request;
        dataset = Dataset.Open(request.Dataset ?? trained.Dataset, trained.Reference, request.Reorient || trained.Reorient);
        RequireColumn(dataset, request.By);
        device = TorchRuntime.Start(request.Compute);
    }

    /// <exception cref="DataException">The run, its data set or the other one is unusable, or the validation cases cannot decide anything.</exception>
    public static CalibrationResult Run(CalibrationRequest request, StudyOutput output, CancellationToken cancel = default) => new CalibrationStudy(request, output, cancel).Run();

    private CalibrationResult Run()
    {
        var other = request.On is null ? null : Other(request.On, plan, request.Reorient);
        using var guard = OutputPaths.Guard(InputFiles.Of(run).Where(file => Path.GetFileName(file) != CalibrationFile.Name).Concat(InputFiles.Of(dataset)).Concat(other is null ? [] : InputFiles.Of(other)), CalibrationReport.Outputs(Folder));
        OutputFolder.Create(Folder);
        var cases = InParts(HeldOut());
        RequireLesions(cases, run);
        var maps = CalibrationTable.Names.ToDictionary(method => method, method => Fit(method, cases));
        var crossFitted = CrossFitted(cases);
        var sets = new List<CalibratedSet> { new("validation", cases, crossFitted) };
        if (request.By is not null)
            sets.AddRange(Apart(cases, crossFitted));
        if (other is not null)
            sets.Add(Everywhere(other.Name, Pool(folds, other, other.Cases), maps));
        var result = Measured(sets, Kept(maps[request.Method], cases.Count));
        CalibrationReport.Write(result);
        result.Kept.Write(run);
        return result;
    }

    private string Folder => Path.GetFullPath(request.Output ?? Path.Combine(run.Folder, "calibration"));

    private CalibrationFile Kept(CalibrationMap map, int cases) =>
        new(CalibrationFile.CurrentVersion, map, request.Region, folds, cases, request.Checkpoint, request.Options.Mirror, CalibrationFile.HashesOf(run, folds, request.Checkpoint), Manifest.Version) { Method = request.Method };

    private CalibrationResult Measured(IReadOnlyList<CalibratedSet> sets, CalibrationFile kept)
    {
        var (rows, diagrams) = (new List<CalibrationRow>(), new List<CalibrationDiagram>());
        foreach (var set in sets)
        {
            cancel.ThrowIfCancellationRequested();
            output.Progress(new($"measuring {set.Name}", 0, 0));
            set.Measure(plan.Labels, rows, diagrams);
        }
        return new(
            plan.Dataset,
            folds,
            sets.ToDictionary(set => set.Name, set => set.Cases.Count),
            sets.ToDictionary(set => set.Name, set => set.Cases.Select(item => item.Group).Distinct().Count()),
            folds.Count > 1
                ? string.Create(CultureInfo.InvariantCulture, $"each of {folds.Count} folds by maps fitted on the validation cases of the others")
                : "one fold: each half of its patients by maps fitted on the other half",
            request.Region,
            request.Method,
            kept,
            rows,
            diagrams) { Folder = Folder };
    }

    private static Dataset Other(string folder, Plan plan, bool reorient)
    {
        var other = Dataset.Open(folder, reorient: reorient);
        return other.Labels.OrderBy(label => label.Value).SequenceEqual(plan.Labels.OrderBy(label => label.Value))
            ? other
            : throw new DataException(folder, $"has labels {string.Join(", ", other.Labels.Keys)}, the run {string.Join(", ", plan.Labels.Keys)}", "Measure on a data set with the run's labels");
    }

    private static void RequireColumn(Dataset dataset, string? column)
    {
        var columns = dataset.Cases.SelectMany(item => item.Metadata.Keys).Distinct().ToArray();
        if (column is not null && !columns.Contains(column))
            throw new DataException("--by", $"cases.csv has no column '{column}'", NearestName.Suggest(column, columns));
    }

    private static void RequireLesions(IReadOnlyList<PooledCase> cases, RunFolder run)
    {
        if (cases.Select(item => item.Group).Distinct().Count() < 2)
            throw new DataException(run.Folder, "has validation cases of one patient", "Calibration is measured on patients that no map saw: finish more folds");
        if (cases.Select(item => item.Part).Distinct().Count() < 2)
            throw new DataException(
                run.Folder,
                "has annotated validation cases of one fold alone",
                "Finish more folds, or annotate more cases");
        foreach (var part in cases.GroupBy(item => item.Part))
        {
            if (part.All(item => item.Lesion is null))
                throw new DataException(run.Folder, "has a fold (or half of one) without a lesion in its validation cases", "Finish more folds");
        }
    }

    /// <summary>Each fold's validation cases, by that fold alone.</summary>
    private List<PooledCase> HeldOut()
    {
        Splits.Read(run.SplitsFile, dataset.Cases);
        return [.. folds.SelectMany(fold => ValidationCases.Of(run, fold) is var held ? Pool([fold], dataset, [.. dataset.Cases.Where(item => held.Contains(item.Id))]) : [])];
    }

    /// <summary>By the mean of the folds, as 'seno predict' does; one case's image is in memory at a time.</summary>
    private List<PooledCase> Pool(IReadOnlyList<int> speaking, Dataset source, IReadOnlyList<Case> cases)
    {
        var tasks = run.LoadTasks(plan, speaking, request.Checkpoint, device);
        try
        {
            var predictor = new Predictor(tasks, plan, request.Options, device);
            var pooled = new List<PooledCase>();
            foreach (var item in cases)
            {
                cancel.ThrowIfCancellationRequested();
                if (PooledCase.Of(predictor, item, source.Scheme, speaking[0], request.By, plan.Seed, request.Compute.Threads, output.Warn) is { } found)
                    pooled.Add(found);
                output.Progress(new("predicting", pooled.Count, cases.Count, item.Id));
            }
            return pooled;
        }
        finally
        {
            foreach (var task in tasks)
                task.Dispose();
        }
    }

    /// <summary>Of one fold, the patients are dealt into two halves.</summary>
    private List<PooledCase> InParts(List<PooledCase> cases)
    {
        if (folds.Count > 1)
            return cases;
        string[] patients = [.. cases.Select(item => item.Group).Distinct().Order(StringComparer.Ordinal)];
        new SeededRandom(plan.Seed, "calibration halves").Shuffle<string>(patients);
        var second = patients.Take(patients.Length / 2).ToHashSet();
        return [.. cases.Select(item => item with { Part = second.Contains(item.Group) ? 1 : 0 })];
    }

    private static CalibratedSet Everywhere(string name, IReadOnlyList<PooledCase> cases, IReadOnlyDictionary<string, CalibrationMap> maps) =>
        new(name, cases, [.. maps.Select(map => (map.Key, (Func<PooledCase, CalibrationMap>)(_ => map.Value)))]);

    /// <summary>Each case by a map fitted on the cases of all other parts.</summary>
    private List<(string Method, Func<PooledCase, CalibrationMap> Map)> CrossFitted(IReadOnlyList<PooledCase> cases)
    {
        var parts = cases.Select(item => item.Part).Distinct().ToArray();
        return [.. CalibrationTable.Names.Select(method =>
        {
            var maps = parts.ToDictionary(part => part, part => Fit(method, cases.Where(item => item.Part != part)));
            return (method, (Func<PooledCase, CalibrationMap>)(item => maps[item.Part]));
        })];
    }

    /// <summary>Each value of the column: by the maps above, and by the kept method's fitted on the cases of all other values.</summary>
    private IEnumerable<CalibratedSet> Apart(IReadOnlyList<PooledCase> cases, IReadOnlyList<(string Method, Func<PooledCase, CalibrationMap> Map)> crossFitted)
    {
        var above = crossFitted.Single(map => map.Method == request.Method);
        foreach (var value in cases.GroupBy(item => item.Value).OrderBy(value => value.Key, StringComparer.Ordinal))
        {
            var patients = value.Select(item => item.Group).ToHashSet();
            PooledCase[] others = [.. cases.Where(item => item.Value != value.Key && !patients.Contains(item.Group))];
            if (others.All(item => item.In(request.Region) is null))
                continue;
            var foreign = Fit(request.Method, others);
            yield return new($"{request.By}={value.Key}", [.. value], [above, ($"{request.Method} (others)", _ => foreign)]);
        }
    }

    private CalibrationMap Fit(string method, IEnumerable<PooledCase> cases) =>
        CalibrationTable.Fit(method, ProbabilityPool.Join([.. cases.Select(item => item.In(request.Region)).OfType<ProbabilityPool>()]));
}
