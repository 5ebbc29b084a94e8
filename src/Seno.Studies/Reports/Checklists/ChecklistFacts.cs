using Seno.Core;
using Seno.Data;
using Seno.Evaluation;
using Seno.Studies.Comparisons;
using Seno.Studies.Locking;

namespace Seno.Studies.Reports.Checklists;

/// <summary>All that the results at hand say; what is null, they do not.</summary>
internal sealed record ChecklistFacts
{
    public TrainedRun? Run { get; init; }

    /// <value>What was measured, the result reported on first.</value>
    public IReadOnlyList<MeasuredCases> Measured { get; init; } = [];

    /// <value>The data set of the result reported on.</value>
    public Dataset? Dataset { get; init; }

    public AgreementResult? Agreement { get; init; }

    public Comparison? Comparison { get; init; }

    public AnalysisPlan? Locked => Dataset is null ? null : AnalysisPlan.Of(Dataset.Folder);

    public IReadOnlyList<TestSetUse> TestSetUses { get; init; } = [];

    /// <summary>Reads the folder reported on, the run that an evaluation's predictions lie in, and further results.</summary>
    /// <param name="folder">Reported on.</param>
    /// <param name="with">Further ones; none: the results among the folder's subfolders.</param>
    /// <param name="dataset">Where the data set is now; null for where it was.</param>
    /// <param name="output">Told when a data set is gone.</param>
    /// <exception cref="DataException">A file is malformed, or a further folder holds no result.</exception>
    public static ChecklistFacts Gather(string folder, IReadOnlyList<string> with, string? dataset, StudyOutput output)
    {
        var facts = new ChecklistFacts().With(folder, dataset, output);
        foreach (var further in with.Count > 0 ? with : Subfolders(folder))
            facts = facts.With(further, dataset, output);
        return facts;
    }

    private static IEnumerable<string> Subfolders(string folder) => FolderListing.Folders(folder)
        .Where(inside => ReportKind.Of(inside) is { Name: not "run" });

    private ChecklistFacts With(string folder, string? dataset, StudyOutput output) => ReportKind.Require(folder).Name switch
    {
        "comparison" => this with { Comparison = Comparison ?? SenoJson.ReadFile<Comparison>(Path.Combine(folder, "comparison.json")) },
        "agreement" => this with { Agreement = Agreement ?? AgreementFolder.Read(folder).Result },
        "run" => WithRun(folder, dataset, output),
        _ => WithEvaluation(folder, dataset, output),
    };

    private ChecklistFacts WithRun(string folder, string? dataset, StudyOutput output)
    {
        if (Run is not null)
            return this;
        var (run, folds) = RunFolder.Find(folder);
        var opened = ReportKind.DatasetOf(run, dataset, output);
        var (plan, rows, summary) = RunResults.Read(run, folds, opened);
        return this with
        {
            Run = TrainedRun.Read(run, folds, plan),
            Measured = [.. Measured, new(MeasuredCases.HeldOut, summary, [.. rows.Select(row => row.Row)], plan.Dataset, opened is not null)],
            Dataset = Dataset ?? opened,
            TestSetUses = TestSetUses.Count > 0 || opened is null ? TestSetUses : TestSetLedger.Read(opened.Folder),
        };
    }

    private ChecklistFacts WithEvaluation(string folder, string? dataset, StudyOutput output)
    {
        var evaluation = EvaluationFolder.Read(folder, dataset);
        var facts = this with
        {
            Measured = [.. Measured, new("evaluated cases", evaluation.Summary, evaluation.Rows, evaluation.Manifest?.Dataset, evaluation.Dataset is not null)],
            Dataset = Dataset ?? evaluation.Dataset,
            TestSetUses = TestSetUses.Count > 0 ? TestSetUses : evaluation.TestSetUses,
        };
        return RunOf(evaluation.Manifest?.Predictions) is { } run && facts.Run is null ? facts with { Run = TrainedRun.Read(run, [], Plan.Read(run.PlanFile)) } : facts;
    }

    /// <summary>Predictions of a fold lie in run/fold_k/predictions.</summary>
    private static RunFolder? RunOf(string? predictions) =>
        predictions is not null && Path.GetDirectoryName(Path.GetDirectoryName(predictions)) is { } folder && File.Exists(Path.Combine(folder, "plan.json")) ? new(folder) : null;
}

/// <param name="What">"held-out cases".</param>
/// <param name="Summary">Over them.</param>
/// <param name="Rows">Case by case.</param>
/// <param name="Dataset">Name; null where it was not recorded.</param>
/// <param name="KnowsPatients">Rows carry patients, not only cases.</param>
internal sealed record MeasuredCases(string What, EvaluationSummary Summary, IReadOnlyList<CaseMetrics> Rows, string? Dataset, bool KnowsPatients)
{
    public const string HeldOut = "held-out cases";
}
