using Seno.Core;
using Seno.Data;
using Seno.Studies.Comparisons;

namespace Seno.Studies.Reports;

/// <summary>A kind of result that can be reported on.</summary>
/// <param name="Name">"evaluation".</param>
/// <param name="Marks">Files by which it is known, for messages.</param>
/// <param name="Is">Whether a folder holds one.</param>
/// <param name="Read">Folder, data set (null: where it was), output.</param>
internal sealed record ReportKind(string Name, string Marks, Func<string, bool> Is, Func<string, string?, StudyOutput, ReportContent> Read)
{
    /// <value>The first that fits is taken: a new one is a file and a line here.</value>
    private static readonly ReportKind[] All =
    [
        new("comparison", "comparison.json", folder => Has(folder, "comparison.json"), (folder, _, _) => ComparisonPage.Of(SenoJson.ReadFile<Comparison>(Path.Combine(folder, "comparison.json")))),
        new("agreement", "summary.json and pairs.csv", folder => Has(folder, "summary.json") && Has(folder, "pairs.csv"), (folder, _, _) => AgreementFolder.Read(folder).Content()),
        new("run", "plan.json", folder => Has(folder, "plan.json") || IsFold(folder), RunContent),
        new("evaluation", "summary.json and cases.csv", folder => Has(folder, "summary.json") && Has(folder, "cases.csv"), (folder, dataset, output) => EvaluationPage.Of(EvaluationFolder.Read(folder, dataset))),
    ];

    /// <returns>Null where the folder holds no result that is known.</returns>
    public static ReportKind? Of(string folder) => All.FirstOrDefault(kind => kind.Is(folder));

    /// <exception cref="DataException">No folder, or nothing in it that can be reported on.</exception>
    public static ReportKind Require(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DataException(folder, "is no folder", "Give the folder that 'seno train', 'evaluate', 'compare' or 'agreement' wrote");
        return Of(folder) ?? throw new DataException(folder, "holds no result that can be reported on", $"Give a folder with one of these: {string.Join("; ", All.Select(kind => $"{kind.Marks} ({kind.Name})"))}");
    }

    private static bool Has(string folder, string file) => File.Exists(Path.Combine(folder, file));

    private static bool IsFold(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Path.GetFileName(full).StartsWith("fold_", StringComparison.Ordinal) && Path.GetDirectoryName(full) is { } run && Has(run, "plan.json");
    }

    private static ReportContent RunContent(string folder, string? dataset, StudyOutput output)
    {
        var (run, folds) = RunFolder.Find(folder);
        return RunReport.Content(run, folds, DatasetOf(run, dataset, output));
    }

    /// <returns>Null where the data set is no longer there: told to <paramref name="output"/>.</returns>
    public static Dataset? DatasetOf(RunFolder run, string? asked, StudyOutput output)
    {
        var request = Manifest.Read(run.ManifestFile).Request;
        if (asked is not null)
            return Dataset.Open(asked, request.Reference, request.Reorient);
        if (Directory.Exists(request.Dataset))
            return Dataset.Open(request.Dataset, request.Reference, request.Reorient);
        output.Warn($"{request.Dataset}, which the run was trained on, is no longer there: the report has no pictures, and its intervals do not know patients; name the data set with --dataset");
        return null;
    }
}
