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
        var content = kind.Read(request.Folder, request.Dataset, output);
        ReportFiles.Write(target, content, request.Tables);
        if (lists is null)
            return new(target, kind.Name);
        var facts = ChecklistFacts.Gather(request.Folder, request.With, request.Dataset, output);
        return new(target, kind.Name, ChecklistFiles.Write(Path.GetDirectoryName(target)!, lists, facts, content.Title));
    }
}
