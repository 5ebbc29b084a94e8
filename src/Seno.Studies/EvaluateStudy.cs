using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Evaluation;
using Seno.Imaging.Formats;
using Seno.Studies.Locking;
using Seno.Studies.Reports;

namespace Seno.Studies;

/// <summary>Compares a folder of predictions with references and writes cases.csv and summary.json.</summary>
public static class EvaluateStudy
{
    /// <param name="request">What to compare.</param>
    /// <param name="study">Progress and warnings.</param>
    /// <exception cref="DataException">A prediction has no reference, nothing matches, or a file is unusable.</exception>
    public static EvaluationReport Run(EvaluateRequest request, StudyOutput study)
    {
        var predicted = LabelMaps(request.Predictions);
        if (predicted.Count == 0)
            throw new DataException(request.Predictions, "holds no label map", $"Give the folder that 'seno predict' wrote; known endings: {string.Join(" ", ImageFile.Endings)}");
        var dataset = File.Exists(Path.Combine(request.References, "dataset.json")) ? Dataset.Open(request.References) : null;
        if (dataset is null && request.By is not null)
            throw new DataException("--by", $"'{request.By}' needs cases.csv, and {request.References} is no data set", "Give the data set's folder as the reference");
        if (dataset is not null && request.By is not null)
            RequireColumn(dataset, request.By);
        var (cases, labels) = dataset is null ? AgainstFolder(predicted, request, study) : (AgainstDataset(predicted, dataset, study), MeasuredScheme.Of(dataset.Scheme));
        var result = SegmentationEvaluator.Evaluate(
            [.. cases.Select(item => item with { Reorient = request.Reorient })],
            labels,
            request.Threads,
            study.Progress,
            request.Options,
            request.Strata);
        WarnOfUnannotated(cases, result, study);
        var apart = request.By is null ? null : Apart(result, dataset!, request);
        result = result with { Summary = result.Summary with { Column = request.By, Subgroups = apart } };
        Write(result, request.Output);
        DetectionCharts.Write(Path.Combine(request.Output, "figures"), result.Summary);
        var uses = TestSetLedger.Count(request.References, predicted, request.Predictions, TimeProvider.System, study);
        SenoJson.WriteFile(Path.Combine(request.Output, EvaluationManifest.FileName), Manifest(request, dataset, cases, uses));
        return new(result.Summary, apart, uses.Count > 0 ? uses : null);
    }

    private static EvaluationManifest Manifest(EvaluateRequest request, Dataset? dataset, IReadOnlyList<EvaluationCase> cases, IReadOnlyList<TestSetUse> uses) => new(
        Studies.Manifest.Version,
        Path.GetFullPath(request.Predictions),
        Path.GetFullPath(request.References),
        dataset?.Name,
        dataset is null ? null : cases.Select(item => item.Group).Distinct().Count(),
        request.Options.Lesions,
        uses.Count > 0 ? uses : null);

    internal static EvaluationResult Measure(IReadOnlyList<EvaluationCase> cases, MeasuredLabels labels, string output, int threads, StudyOutput study)
    {
        var result = SegmentationEvaluator.Evaluate(cases, labels, threads, study.Progress);
        WarnOfUnannotated(cases, result, study);
        Write(result, output);
        return result;
    }

    private static void WarnOfUnannotated(IReadOnlyList<EvaluationCase> cases, EvaluationResult result, StudyOutput study)
    {
        var measured = result.Rows.Select(row => row.Case).ToHashSet(StringComparer.Ordinal);
        foreach (var item in cases.Where(item => !measured.Contains(item.Id)))
            study.Warn($"case {item.Id}: nothing of it is annotated ({item.ReferenceFile}), so it is not evaluated");
    }

    private static void Write(EvaluationResult result, string output)
    {
        CaseMetricsTable.Write(Path.Combine(output, "cases.csv"), result.Rows);
        SenoJson.WriteFile(Path.Combine(output, "summary.json"), result.Summary);
    }

    private static void RequireColumn(Dataset dataset, string column)
    {
        var columns = dataset.Cases.SelectMany(item => item.Metadata.Keys).Distinct().ToArray();
        if (!columns.Contains(column))
            throw new DataException("--by", $"cases.csv has no column '{column}'", NearestName.Suggest(column, columns));
    }

    private static SortedDictionary<string, EvaluationSummary> Apart(EvaluationResult result, Dataset dataset, EvaluateRequest request)
    {
        var values = dataset.Cases.ToDictionary(item => item.Id, item => item.Metadata.GetValueOrDefault(request.By!) is { Length: > 0 } value ? value : "(empty)");
        var apart = new SortedDictionary<string, EvaluationSummary>(StringComparer.Ordinal);
        foreach (var rows in result.Rows.GroupBy(row => values[row.Case]))
            apart[rows.Key] = EvaluationSummary.Of([.. rows], result.Summary.Unit, result.Summary.Labels.Keys);
        SenoJson.WriteFile(Path.Combine(request.Output, $"by_{request.By}.json"), apart);
        return apart;
    }

    private static EvaluationCase[] AgainstDataset(SortedDictionary<string, string> predicted, Dataset dataset, StudyOutput study)
    {
        var cases = dataset.Cases.ToDictionary(item => item.Id);
        RequireReferences(predicted.Keys, cases.Keys, dataset.Folder);
        if (predicted.Count < cases.Count)
            study.Warn($"{dataset.Folder}: {cases.Count - predicted.Count} of {cases.Count} cases have no prediction and are not evaluated");
        return [.. predicted.Select(pair => CaseOf(pair.Key, cases[pair.Key].Group, pair.Value, cases[pair.Key].ReferenceFile!))];
    }

    private static (EvaluationCase[] Cases, MeasuredLabels Labels) AgainstFolder(SortedDictionary<string, string> predicted, EvaluateRequest request, StudyOutput study)
    {
        var drawn = LabelMaps(request.References);
        RequireReferences(predicted.Keys, drawn.Keys, request.References);
        if (drawn.Keys.FirstOrDefault(id => !predicted.ContainsKey(id)) is { } missing)
            throw new DataException($"case {missing}", $"has a reference ({drawn[missing]}) but no prediction", "Predict it, or evaluate against a folder of the predicted cases only: a case left out would flatter");
        EvaluationCase[] cases = [.. predicted.Select(pair => CaseOf(pair.Key, pair.Key, pair.Value, drawn[pair.Key]))];
        return (
            cases,
            MeasuredScheme.Near(request.References) is { } scheme ? MeasuredScheme.Of(scheme) : ByValue(predicted, drawn, study));
    }

    private static MeasuredLabels ByValue(
        SortedDictionary<string, string> predicted,
        SortedDictionary<string, string> drawn,
        StudyOutput study)
    {
        var (ofPredictions, ofReferences) = (Values(predicted.Values), Values(drawn.Values));
        foreach (var (values, others, where) in new[] { (ofPredictions, ofReferences, "predictions"), (ofReferences, ofPredictions, "references") })
        {
            if (values.Except(others).ToArray() is { Length: > 0 } alone)
                study.Warn($"label {string.Join(", ", alone)} is in the {where} only, and counts as {(where == "predictions" ? "false alarms" : "missed")}");
        }
        return MeasuredLabels.Of(ofReferences.Union(ofPredictions).DefaultIfEmpty((byte)1).ToDictionary(value => value.ToString(CultureInfo.InvariantCulture), value => value));
    }

    private static SortedSet<byte> Values(IEnumerable<string> files) => [.. files.SelectMany(file => ImageFile.ReadLabels(file).Array.Distinct()).Where(value => value != 0)];

    private static EvaluationCase CaseOf(string id, string group, string prediction, string reference) =>
        new(id, group, prediction, reference) { ProbabilityFiles = [.. Probabilities(Path.Combine(Path.GetDirectoryName(prediction)!, "probabilities"), id)] };

    /// <summary>As 'seno predict --probabilities' names them: one file a label value, background first, or one a region.</summary>
    private static IEnumerable<string> Probabilities(string folder, string id)
    {
        for (var label = 0; Directory.Exists(folder); label++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{id}_{label:D4}");
            if (ImageFile.Endings.Select(ending => Path.Combine(folder, name + ending)).FirstOrDefault(File.Exists) is not { } file)
                yield break;
            yield return file;
        }
    }

    private static void RequireReferences(IEnumerable<string> predicted, IEnumerable<string> known, string folder)
    {
        var without = predicted.Except(known).ToArray();
        if (without.Length > 0)
            throw new DataException(folder, $"has no reference for {string.Join(", ", without.Take(5))}{(without.Length > 5 ? $" and {without.Length - 5} more" : "")}", "Give the data set or folder that the predictions belong to");
    }

    private static SortedDictionary<string, string> LabelMaps(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DataException(folder, "is no folder", "Give a folder of label maps");
        var maps = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in FolderListing.Files(folder).Where(file => ImageFile.EndingOf(file) is not null))
        {
            if (!maps.TryAdd(Path.GetFileName(file)[..^ImageFile.EndingOf(file)!.Length], file))
                throw new DataException(file, "is there in two formats", "Keep one label map a case");
        }
        return maps;
    }
}
