using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Evaluation;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Studies.Locking;
using Seno.Studies.Reports;

namespace Seno.Studies;

/// <summary>Compares a folder of predictions with references and writes cases.csv and summary.json.</summary>
public static class EvaluateStudy
{
    /// <param name="request">What to compare.</param>
    /// <param name="study">Progress and warnings.</param>
    /// <exception cref="DataException">A prediction has no reference, a reference no prediction, nothing matches, a file is unusable, or
    /// an output is an input.</exception>
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
        var cases = dataset is null ? AgainstFolder(predicted, request, study) : AgainstDataset(predicted, dataset, request, study);
        using var guard = OutputPaths.Guard(Inputs(request, dataset, predicted.Values, cases), Outputs(request));
        OutputFolder.Create(request.Output);
        var labels = (dataset?.Scheme ?? MeasuredScheme.Near(request.References)) is { } scheme ? MeasuredScheme.Of(scheme) : ByValue(
            cases,
            study);
        var result = SegmentationEvaluator.Evaluate(
            [.. cases.Select(item => item with { Reorient = request.Reorient })],
            labels,
            request.Threads,
            study.Progress,
            request.Options,
            request.Strata,
            study.Warn);
        WarnOfUnannotated(cases, result, study);
        var apart = request.By is null ? null : Apart(result, dataset!, request);
        int? missing = request.AllowMissing ? cases.Count(item => item.PredictionFile is null) : null;
        // Without a lesion an unpredicted case has no row, but it is one of the cases all the same.
        var rows = result.Rows.Select(row => row.Case).ToHashSet(StringComparer.Ordinal);
        var all = cases.Count(item => item.PredictionFile is null || rows.Contains(item.Id));
        result = result with { Summary = result.Summary with { Cases = all, Missing = missing, Column = request.By, Subgroups = apart } };
        Write(result, request.Output);
        DetectionCharts.Write(Path.Combine(request.Output, "figures"), result.Summary);
        var compared = cases.Where(item => item.PredictionFile is not null).ToDictionary(item => item.Id, item => item.PredictionFile!);
        var uses = TestSetLedger.Count(request.References, compared, request.Predictions, TimeProvider.System, study);
        SenoJson.WriteFile(Path.Combine(request.Output, EvaluationManifest.FileName), Manifest(request, dataset, cases, uses));
        return new(result.Summary, apart, uses.Count > 0 ? uses : null);
    }

    private static IEnumerable<string> Inputs(
        EvaluateRequest request,
        Dataset? dataset,
        IEnumerable<string> predictions,
        IReadOnlyList<EvaluationCase> cases) =>
    [
        .. dataset is null ? [] : InputFiles.Of(dataset),
        .. predictions.SelectMany(ImageParts.Read),
        .. cases.SelectMany(item => item.ProbabilityFiles.Append(item.ReferenceFile)).SelectMany(ImageParts.Read),
        .. request.Cases is { } list && File.Exists(list) ? [list] : Array.Empty<string>(),
        .. ValidationCases.OfPredictions(request.Predictions) is null ? [] : InputFiles.OfResult(Path.Combine(request.Predictions, "..")),
    ];

    private static IEnumerable<string> Outputs(EvaluateRequest request) =>
        new[] { "cases.csv", "summary.json", EvaluationManifest.FileName }.Concat(request.By is null ? [] : [SubgroupFile(request.By)])
            .Select(name => Path.Combine(request.Output, name));

    private static string SubgroupFile(string column) => $"by_{FileNames.For(column)}.json";

    private static EvaluationManifest Manifest(EvaluateRequest request, Dataset? dataset, IReadOnlyList<EvaluationCase> cases, IReadOnlyList<TestSetUse> uses) => new(
        Studies.Manifest.Version,
        Path.GetFullPath(request.Predictions),
        Path.GetFullPath(request.References),
        dataset?.Name,
        dataset is null ? null : cases.Select(item => item.Group).Distinct().Count(),
        request.Options.Lesions,
        uses.Count > 0 ? uses : null,
        cases.Where(item => item.PredictionFile is null).Select(item => item.Id).ToArray() is { Length: > 0 } missing ? missing : null);

    internal static EvaluationResult Measure(
        IReadOnlyList<EvaluationCase> cases,
        MeasuredLabels labels,
        string output,
        int threads,
        StudyOutput study)
    {
        var result = SegmentationEvaluator.Evaluate(cases, labels, threads, study.Progress, warn: study.Warn);
        WarnOfUnannotated(cases, result, study);
        Write(result, output);
        return result;
    }

    private static void WarnOfUnannotated(IReadOnlyList<EvaluationCase> cases, EvaluationResult result, StudyOutput study)
    {
        var measured = result.Rows.Select(row => row.Case).ToHashSet(StringComparer.Ordinal);
        foreach (var item in cases.Where(item => item.PredictionFile is not null && !measured.Contains(item.Id)))
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
        SenoJson.WriteFile(Path.Combine(request.Output, SubgroupFile(request.By!)), apart);
        return apart;
    }

    private static EvaluationCase[] AgainstDataset(SortedDictionary<string, string> predicted, Dataset dataset, EvaluateRequest request,
        StudyOutput study)
    {
        var cases = dataset.Cases.ToDictionary(item => item.Id);
        var expected = Expected(predicted, cases.Keys, dataset.Folder, request, study);
        return [.. expected.Select(id => CaseOf(id, cases[id].Group, predicted.GetValueOrDefault(id), cases[id].ReferenceFile!))];
    }

    private static EvaluationCase[] AgainstFolder(SortedDictionary<string, string> predicted, EvaluateRequest request, StudyOutput study)
    {
        var drawn = LabelMaps(request.References);
        var expected = Expected(predicted, drawn.Keys, request.References, request, study);
        return [.. expected.Select(id => CaseOf(id, id, predicted.GetValueOrDefault(id), drawn[id]))];
    }

    /// <summary>The cases to be compared, each of them predicted unless missing ones may count as missed.</summary>
    private static IReadOnlyList<string> Expected(SortedDictionary<string, string> predicted, IReadOnlyCollection<string> known,
        string references, EvaluateRequest request, StudyOutput study)
    {
        var expected = ExpectedCases.Of(request, known);
        if (request.Cases is null)
            RequireReferences(predicted.Keys, known, references);
        else if (predicted.Keys.Except(expected).Count() is > 0 and var others)
            study.Warn(
                $"{request.Predictions}: {Counted.Of(others, "prediction")} of other cases than asked for {(others == 1 ? "is" : "are")} not evaluated");
        string[] missing = [.. expected.Where(id => !predicted.ContainsKey(id))];
        if (missing.Length == expected.Count)
            throw new DataException(request.Predictions,
                $"has a prediction of none of the {Counted.Of(expected.Count, "case")} to be evaluated: {Counted.Names(missing)}",
                "Give the folder of their predictions");
        if (missing.Length == 0)
            return expected;
        var without = $"has no prediction of {missing.Length} of {Counted.Of(expected.Count, "case")}: {Counted.Names(missing)}";
        if (!request.AllowMissing)
            throw new DataException(request.Predictions, without,
                "Predict them; or say which cases are meant with --cases (a run or fold: the cases it held out; or a file with an id a line); or count their lesions as missed with --allow-missing");
        study.Warn($"{request.Predictions}: {without}; their lesions count as missed");
        return expected;
    }

    /// <summary>Of folders without a dataset.json: the values that are there, by their numbers.</summary>
    private static MeasuredLabels ByValue(IReadOnlyList<EvaluationCase> cases, StudyOutput study)
    {
        var (ofPredictions, ofReferences) = (Values(cases.Select(item => item.PredictionFile).OfType<string>()),
            Values(cases.Select(item => item.ReferenceFile)));
        foreach (var (values, others, where) in new[] { (ofPredictions, ofReferences, "predictions"), (ofReferences, ofPredictions, "references") })
        {
            if (values.Except(others).ToArray() is { Length: > 0 } alone)
                study.Warn($"label {string.Join(", ", alone)} is in the {where} only, and counts as {(where == "predictions" ? "false alarms" : "missed")}");
        }
        return MeasuredLabels.Of(ofReferences.Union(ofPredictions).DefaultIfEmpty((byte)1).ToDictionary(
            value => value.ToString(CultureInfo.InvariantCulture),
            value => value));
    }

    private static SortedSet<byte> Values(IEnumerable<string> files) => [.. files.SelectMany(ValuesOf).Where(value => value != 0)];

    private static IEnumerable<byte> ValuesOf(string file)
    {
        var map = ImageFile.ReadLabels(file);
        LabelMapLook.Require(map, file);
        return map.Array.Distinct();
    }

    private static EvaluationCase CaseOf(string id, string group, string? prediction, string reference) =>
        new(id, group, prediction, reference) { ProbabilityFiles = prediction is null ? []
            : [.. Probabilities(Path.Combine(Path.GetDirectoryName(prediction)!, "probabilities"), id)] };

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
            throw new DataException(folder, $"has no reference for {Counted.Names(without)}",
                "Give the data set or folder that the predictions belong to");
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
