using Seno.Core;
using Seno.Studies.Reports;
using Seno.Studies.Reports.Checklists;

namespace Seno.Studies;

/// <summary>Writes the report of any result anew: a run, a fold, an evaluation, a comparison, a study of readers.</summary>
public static class ReportStudy
{
    /// <param name="request">What to report on.</param>
    /// <param name="output">Told when the data set is gone.</param>
    /// <exception cref="DataException">Nothing that can be reported on, no finished fold, or a file is malformed.</exception>
    public static ReportResult Run(ReportRequest request, StudyOutput output)
    {
        var kind = ReportKind.Require(request.Folder);
        var target = Path.GetFullPath(request.File ?? Path.Combine(request.Folder, "report.html"));
        var lists = request.Checklist is null ? null : ChecklistTable.Require(request.Checklist);
        using var guard = OutputPaths.Guard(request.With.Prepend(request.Folder).SelectMany(InputFiles.OfResult)
            .Concat(InputFiles.OfDataset(request.Dataset ?? DatasetOf(request.Folder))),
            [target, .. lists is null ? [] : ChecklistFiles.Outputs(Path.GetDirectoryName(target)!)]);
        OutputFolder.Create(Path.GetDirectoryName(target)!);
        var content = kind.Read(request.Folder, request.Dataset, output);
        ReportFiles.Write(target, content, request.Tables);
        if (lists is null)
            return new(target, kind.Name);
        var facts = ChecklistFacts.Gather(request.Folder, request.With, request.Dataset, output);
        return new(target, kind.Name, ChecklistFiles.Write(Path.GetDirectoryName(target)!, lists, facts, content.Title));
    }

    /// <summary>Where the result says that its data set was.</summary>
    private static string? DatasetOf(string folder) => EvaluationManifest.Of(folder)?.References
        ?? (Path.Combine((RunFolder.FoldOf(folder)?.Run.Folder) ?? folder, "manifest.json") is var manifest && File.Exists(manifest)
            ? Manifest.Read(manifest).Request.Dataset : null);
}
