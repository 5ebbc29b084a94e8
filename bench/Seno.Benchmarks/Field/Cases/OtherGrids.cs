namespace Seno.Benchmarks.Field.Cases;

/// <summary>A label map or channel in another order of axes is refused before training, or turned where asked; another grid is
/// refused.</summary>
internal static class OtherGrids
{
    public static void Try(FieldRun run)
    {
        foreach (var set in new[] { "label_mirrored", "channel_mirrored" })
        {
            run.Refused($"train {set}", run.Train(run.Input(set), run.Out(set)), "--reorient");
            run.Check($"train {set} has not begun", !Directory.Exists(run.Out($"{set}/fold_0")), "it has");
            run.Done($"train {set} --reorient", run.Train(run.Input(set), run.Out(set + "_turned"), "--reorient"));
        }
        run.Refused(
            "predict with a second channel on another grid",
            run.Seno("predict", run.Out("channel_mirrored_turned"), "-i", run.Input("predict_me"), "-o", run.Out("p"), "-q"),
            "A_0001");
        run.Check("no label map is written for it", !File.Exists(run.Out("p/A.nii.gz")), "written");
    }
}
