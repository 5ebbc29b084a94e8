using Seno.Core;
using Seno.Data;
using Seno.Evaluation;
using Seno.Imaging.Formats;
using Seno.Studies.Locking;

namespace Seno.Studies;

/// <summary>Compares a folder of predictions with references and writes cases.csv and summary.json.</summary>
public static class EvaluateStudy
{
    /// <param name="predictions">Folder of label maps named CASE.ending.</param>
    /// <param name="references">A data set (its labelsTr, names and groups are used), or a folder of label maps.</param>
    /// <param name="output">Folder that receives cases.csv and summary.json.</param>
    /// <param name="threads">Cases at a time.</param>
    /// <param name="study">Progress and warnings.</param>
    /// <param name="by">A column of the data set's cases.csv: each of its values is summarised apart too, in by_COLUMN.json.</param>
    /// <exception cref="DataException">A prediction has no reference, nothing matches, or a file is unusable.</exception>
    public static EvaluationReport Run(string predictions, string references, string output, int threads, StudyOutput study, string? by = null)
    {
        var predicted = LabelMaps(predictions);
        if (predicted.Count == 0)
            throw new DataException(predictions, "holds no label map", $"Give the folder that 'seno predict' wrote; known endings: {string.Join(" ", ImageFile.Endings)}");
        if (File.Exists(Path.Combine(references, "dataset.json")))
        {
            var dataset = Dataset.Open(references);
            var result = AgainstDataset(predicted, dataset, output, threads, study);
            return new(result.Summary, by is null ? null : Apart(result, dataset, by, output), Counted(predicted, predictions, references, study));
        }
        if (by is not null)
            throw new DataException("--by", $"'{by}' needs cases.csv, and {references} is no data set", "Give the data set's folder as the reference");
        return new(AgainstFolder(predicted, references, output, threads, study).Summary, null, Counted(predicted, predictions, references, study));
    }

    private static IReadOnlyList<TestSetUse>? Counted(SortedDictionary<string, string> predicted, string predictions, string references, StudyOutput study) =>
        TestSetLedger.Count(references, predicted, predictions, TimeProvider.System, study) is { Count: > 0 } uses ? uses : null;

    private static SortedDictionary<string, EvaluationSummary> Apart(EvaluationResult result, Dataset dataset, string column, string output)
    {
        var columns = dataset.Cases.SelectMany(item => item.Metadata.Keys).Distinct().ToArray();
        if (!columns.Contains(column))
            throw new DataException("--by", $"cases.csv has no column '{column}'", NearestName.Suggest(column, columns));
        var values = dataset.Cases.ToDictionary(item => item.Id, item => item.Metadata.GetValueOrDefault(column) is { Length: > 0 } value ? value : "(empty)");
        var apart = new SortedDictionary<string, EvaluationSummary>(StringComparer.Ordinal);
        foreach (var rows in result.Rows.GroupBy(row => values[row.Case]))
            apart[rows.Key] = EvaluationSummary.Of([.. rows], result.Summary.Unit, result.Summary.Labels.Keys);
        SenoJson.WriteFile(Path.Combine(output, $"by_{column}.json"), apart);
        return apart;
    }

    private static EvaluationResult AgainstDataset(SortedDictionary<string, string> predicted, Dataset dataset, string output, int threads, StudyOutput study)
    {
        var cases = dataset.Cases.ToDictionary(item => item.Id);
        RequireReferences(predicted.Keys, cases.Keys, dataset.Folder);
        if (predicted.Count < cases.Count)
            study.Warn($"{dataset.Folder}: {cases.Count - predicted.Count} of {cases.Count} cases have no prediction and are not evaluated");
        return Measure([.. predicted.Select(pair => new EvaluationCase(pair.Key, cases[pair.Key].Group, pair.Value, cases[pair.Key].ReferenceFile!))], dataset.Labels, output, threads, study);
    }

    private static EvaluationResult AgainstFolder(SortedDictionary<string, string> predicted, string folder, string output, int threads, StudyOutput study)
    {
        var drawn = LabelMaps(folder);
        RequireReferences(predicted.Keys, drawn.Keys, folder);
        if (drawn.Keys.FirstOrDefault(id => !predicted.ContainsKey(id)) is { } missing)
            throw new DataException($"case {missing}", $"has a reference ({drawn[missing]}) but no prediction", "Predict it, or evaluate against a folder of the predicted cases only: a case left out would flatter");
        var values = drawn.Values.SelectMany(file => ImageFile.ReadLabels(file).Array.Distinct()).Distinct().Where(value => value != 0).Order();
        var labels = values.ToDictionary(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture), value => value);
        if (labels.Count == 0)
            labels["1"] = 1;
        return Measure([.. predicted.Select(pair => new EvaluationCase(pair.Key, pair.Key, pair.Value, drawn[pair.Key]))], labels, output, threads, study);
    }

    internal static EvaluationResult Measure(IReadOnlyList<EvaluationCase> cases, IReadOnlyDictionary<string, byte> labels, string output, int threads, StudyOutput study)
    {
        var result = SegmentationEvaluator.Evaluate(cases, labels, threads, study.Progress);
        CaseMetricsTable.Write(Path.Combine(output, "cases.csv"), result.Rows);
        SenoJson.WriteFile(Path.Combine(output, "summary.json"), result.Summary);
        return result;
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
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => ImageFile.EndingOf(file) is not null))
        {
            if (!maps.TryAdd(Path.GetFileName(file)[..^ImageFile.EndingOf(file)!.Length], file))
                throw new DataException(file, "is there in two formats", "Keep one label map a case");
        }
        return maps;
    }
}
