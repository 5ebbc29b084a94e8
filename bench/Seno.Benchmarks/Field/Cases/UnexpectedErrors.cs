namespace Seno.Benchmarks.Field.Cases;

/// <summary>An output folder that cannot be made, and one reader given twice: a sentence each.</summary>
internal static class UnexpectedErrors
{
    public static void Try(FieldRun run)
    {
        run.Done("a few steps of training", run.Train(run.Input("train"), run.Out("run")));
        run.Refused(
            "predict into a folder that may not be made",
            run.Seno("predict", run.Out("run"), "-i", run.Input("train/imagesTr/001_0000.png"), "-o", "/sys/forbidden", "-q"),
            "/sys/forbidden");
        foreach (var method in new[] { "staple", "simple", "majority", "mean" })
        {
            run.Refused($"consensus by {method} of one reader twice", run.Seno("consensus", run.Input("reader.nii.gz"), run.Input("reader.nii.gz"), "--method", method, "-o", run.Out($"c_{method}"), "-q"), "twice");
            run.Check($"consensus by {method} leaves nothing", !Directory.Exists(run.Out($"c_{method}")), "a folder");
        }
    }
}
