namespace Seno.Benchmarks.Field.Cases;

/// <summary>What nnU-Net reads is read; what it cannot mean is refused by its key.</summary>
internal static class DatasetJson
{
    public static void Try(FieldRun run)
    {
        var doubled = run.Seno("dataset", "check", run.Input("duplicate_label"), "--folds", "2", "-q");
        run.Check(
            "a label that stands there twice",
            doubled.ExitCode == 1 && doubled.Says("ignore") && doubled.Says("twice"),
            doubled.LastLine);
        run.Done("'modality' kept from version 1", run.Seno("dataset", "check", run.Input("modality_object"), "--folds", "2", "-q"));
    }
}
