namespace Seno.Benchmarks.Field.Cases;

/// <summary>One voxel that is NaN or infinite fails its case by name, and no other.</summary>
internal static class NotFinite
{
    public static void Try(FieldRun run)
    {
        run.Done("a few steps of training", run.Train(run.Input("train"), run.Out("run")));
        var predicted = run.Seno("predict", run.Out("run"), "-i", run.Input("images"), "-o", run.Out("out"), "--probabilities", "-q");
        run.Refused("predict names both cases", predicted, "onenan", "oneinf");
        run.Check("the clean case is done", FieldRun.ImageOf(run.Out("out/clean.nii.gz")) is not null && FieldRun.ImageOf(run.Out("out/probabilities/clean_0001.nii.gz"))?.Array.All(float.IsFinite) == true);
        foreach (var id in new[] { "onenan", "oneinf" })
            run.Check(
                $"{id} has no label map",
                !File.Exists(run.Out($"out/{id}.nii.gz")) && !File.Exists(run.Out($"out/probabilities/{id}_0001.nii.gz")),
                "written");
    }
}
