using System.Globalization;
using Seno.Data;
using Seno.Evaluation.Agreement;
using Seno.Studies.Reports.Tables;

namespace Seno.Studies;

/// <summary>pairs.csv (who with whom, case by case) and cases.csv (a line a case) of a study of readers.</summary>
internal static class AgreementTables
{
    public static void Write(string folder, IReadOnlyDictionary<string, CaseAgreement[]> labels)
    {
        CaseTable.Write(Path.Combine(folder, "pairs.csv"), ["case", "label", "first", "second", "dsc", "conformity", "hd95", "firstVolume", "secondVolume"], labels.SelectMany(label => label.Value.SelectMany(item =>
            item.Pairs.Concat(item.LeaveOneOut).Concat(item.ModelPairs).Concat(item.ModelLeaveOneOut).Select(pair => (IReadOnlyList<string>)
                [item.Case, label.Key, pair.First, pair.Second, CsvNumber.Of(pair.Score.Dsc), CsvNumber.Of(pair.Score.Conformity), CsvNumber.Of(pair.Score.Hd95), CsvNumber.Of(pair.FirstVolume), CsvNumber.Of(pair.SecondVolume)]))));
        CaseTable.Write(Path.Combine(folder, "cases.csv"), ["case", "label", "patient", "readers", "drawn", "kappa", "alpha", "voxels", "modelLessReaders"], labels.SelectMany(label => label.Value.Select(item => (IReadOnlyList<string>)
            [item.Case, label.Key, item.Group, string.Join("; ", item.Readers), item.Drawn ? "1" : "0", CsvNumber.Of(item.Kappa.Value), CsvNumber.Of(item.Alpha.Value), item.Ratings.Sum(rating => rating.Items).ToString(CultureInfo.InvariantCulture), item.Difference is { } difference ? CsvNumber.Of(difference.All) : ""])));
    }
}
