namespace Seno.Benchmarks.Field.Cases;

/// <summary>The folder of the scans is given as output folder too: the scans must be there afterwards, as they were.</summary>
internal static class OutputOverInput
{
    public static void Try(FieldRun run)
    {
        run.Done("a few steps of training", run.Train(run.Input("train"), run.Out("run")));
        var scans = run.Copy("scans", "scans");
        var before = FieldRun.HashOf(scans);
        Predict("the scans' own folder", scans, scans);
        Predict("the scans' own folder, resumed", scans, scans, "--resume");
        Directory.CreateSymbolicLink(run.Out("link"), scans);
        Predict("a link to the scans' folder", scans, run.Out("link"));
        Predict("one scan and its own folder", Path.Combine(scans, "scan1.png"), scans);
        var nested = run.Copy("scans", "work/probabilities");
        foreach (var file in Directory.GetFiles(nested))
            File.Move(file, Path.Combine(nested, Path.GetFileNameWithoutExtension(file) + "_0001.nii.gz"));
        var kept = FieldRun.HashOf(nested);
        run.Seno("predict", run.Out("run"), "-i", nested, "-o", run.Out("work"), "--probabilities", "-q");
        run.Equal("inputs in a folder 'probabilities' stay", kept, FieldRun.HashOf(nested));
        run.Refused("convert onto its own input", run.Seno("convert", Path.Combine(scans, "scan1.png"), Path.Combine(scans, "scan1.png")));
        run.Equal("the scans stay", before, FieldRun.HashOf(scans));
        run.Done("another folder is fine", run.Seno("predict", run.Out("run"), "-i", scans, "-o", run.Out("out"), "-q"));
        run.Check("both label maps are there", File.Exists(run.Out("out/scan1.png")) && File.Exists(run.Out("out/scan2.png")));

        void Predict(string what, string input, string output, params string[] more)
        {
            run.Refused(
                $"predict into {what}",
                run.Seno(["predict", run.Out("run"), "-i", input, "-o", output, "-q", .. more]),
                "scan1.png");
            run.Equal($"predict into {what} keeps the scans", before, FieldRun.HashOf(scans));
        }
    }
}
