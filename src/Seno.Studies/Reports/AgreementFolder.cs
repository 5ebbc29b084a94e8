using Seno.Core;
using Seno.Data;
using Seno.Evaluation.Agreement;

namespace Seno.Studies.Reports;

/// <summary>A study of readers as 'seno agreement' left it: what its report and a checklist need of it.</summary>
/// <param name="Result">summary.json.</param>
/// <param name="Labels">pairs.csv and cases.csv, case by case; without the votes of the voxels, which are not stored.</param>
internal sealed record AgreementFolder(AgreementResult Result, IReadOnlyDictionary<string, CaseAgreement[]> Labels)
{
    /// <exception cref="DataException">A file is missing or malformed, or a value is impossible.</exception>
    public static AgreementFolder Read(string folder)
    {
        var (pairs, table) = (Path.Combine(folder, "pairs.csv"), Path.Combine(folder, "cases.csv"));
        try
        {
            var result = SenoJson.ReadFile<AgreementResult>(Path.Combine(folder, "summary.json"));
            var measured = CaseTable.Rows(pairs).ToLookup(row => (row["case"], row["label"]), row => Pair(pairs, row));
            var cases = CaseTable.Rows(table).GroupBy(row => row["label"]).ToDictionary(label => label.Key, label => label
                .Select(row => Of(table, row, [.. measured[(row["case"], row["label"])]], result.Margin is not null)).ToArray());
            return new(result, cases);
        }
        catch (Exception failure) when (failure is KeyNotFoundException)
        {
            throw new DataException(pairs, $"is not as 'seno agreement' writes it ({failure.Message.TrimEnd('.')})", "Measure the agreement again", failure);
        }
    }

    public ReportContent Content() => AgreementReport.Content(Result, [.. Result.Readers.Keys], Labels);

    private static CaseAgreement Of(string path, IReadOnlyDictionary<string, string> row, ScorePair[] pairs, bool withModel)
    {
        bool WithOthers(ScorePair pair) => pair.Second.StartsWith("all but ", StringComparison.Ordinal);
        var ofModel = pairs.Where(pair => withModel && pair.First == CaseAgreement.ModelName).ToArray();
        var ofReaders = pairs.Except(ofModel).ToArray();
        var alone = ofReaders.Where(WithOthers).ToArray();
        return new(
            row["case"],
            row["patient"],
            [.. alone.Select(pair => pair.First)],
            row["drawn"] == "1",
            [.. ofReaders.Where(pair => !WithOthers(pair))],
            alone,
            [.. ofModel.Where(pair => !WithOthers(pair))],
            [.. ofModel.Where(WithOthers)],
            ofModel.Any(pair => pair.FirstVolume > 0),
            [],
            new(MetricField.Read(path, row, "kappa")),
            new(MetricField.Read(path, row, "alpha")),
            null);
    }

    private static ScorePair Pair(string path, IReadOnlyDictionary<string, string> row)
    {
        double Value(string column) => MetricField.Read(path, row, column);
        return new(
            row["first"],
            row["second"],
            new(Value("dsc"), Value("conformity"), Value("hd95")),
            Value("firstVolume"),
            Value("secondVolume"));
    }
}
