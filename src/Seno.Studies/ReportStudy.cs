using Seno.Core;
using Seno.Data;
using Seno.Studies.Reports;

namespace Seno.Studies;

/// <summary>Writes the report of a run, or of one of its folds, anew.</summary>
public static class ReportStudy
{
    /// <param name="path">Run folder (all its finished folds together) or one of its folds.</param>
    /// <param name="file">The HTML file; null for report.html in <paramref name="path"/>.</param>
    /// <param name="dataset">The data set; null for where the run was trained on it. Without it there are no pictures.</param>
    /// <param name="output">Told when the data set is gone.</param>
    /// <returns>The HTML file.</returns>
    /// <exception cref="DataException">No finished fold, or a file of the run is malformed.</exception>
    public static string Run(string path, string? file, string? dataset, StudyOutput output)
    {
        var (run, folds) = RunFolder.Find(path);
        var target = Path.GetFullPath(file ?? Path.Combine(path, "report.html"));
        RunReport.Write(target, run, folds, Open(run, dataset, output));
        return target;
    }

    private static Dataset? Open(RunFolder run, string? asked, StudyOutput output)
    {
        var request = Manifest.Read(run.ManifestFile).Request;
        if (asked is not null)
            return Dataset.Open(asked, request.Reference);
        if (Directory.Exists(request.Dataset))
            return Dataset.Open(request.Dataset, request.Reference);
        output.Warn($"{request.Dataset}, which the run was trained on, is no longer there: the report has no pictures, and its intervals do not know patients; name the data set with --dataset");
        return null;
    }
}
