using Seno.Imaging;

namespace Seno.Benchmarks.Field.Cases;

/// <summary>The pages of a TIFF are slices.</summary>
internal static class MultiPageTiff
{
    public static void Try(FieldRun run)
    {
        run.Done("convert", run.Seno("convert", run.Input("data/labelsTr/c0.tif"), run.Out("c0.nii.gz")));
        var labels = FieldRun.ImageOf(run.Out("c0.nii.gz"));
        run.Equal("size", new Size3(32, 32, 8), labels?.Size ?? default);
        run.Equal("lesion voxels", 256, labels?.Array.Count(value => value == 1) ?? 0);
        var check = run.Seno("dataset", "check", run.Input("data"), "--folds", "2", "-q");
        run.Check("check finds no empty label map", check.ExitCode == 0 && !check.Says("is empty"), check.LastLine);
        run.Done("train", run.Train(run.Input("data"), run.Out("run")));
    }
}
