namespace Seno.Benchmarks.Field.Cases;

/// <summary>A cases.csv that does not fit stops training and the check, with what was probably meant.</summary>
internal static class CasesTable
{
    public static void Try(FieldRun run)
    {
        foreach (var (set, word) in new[] { ("zeros_dropped_by_excel", "001"), ("column_Patient", "'patient'"), ("column_patient_id", "'patient'") })
        {
            run.Refused($"train {set}", run.Train(run.Input(set), run.Out(set)), "cases.csv", word);
            var check = run.Seno("dataset", "check", run.Input(set), "--folds", "2", "-q");
            run.Check($"check {set}", check.ExitCode == 1 && check.Says(word), check.LastLine);
            run.Check($"train {set} leaves no splits", !File.Exists(run.Out($"{set}/splits.json")), "written");
        }
    }
}
