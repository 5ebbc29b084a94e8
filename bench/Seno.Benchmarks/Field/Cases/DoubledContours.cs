namespace Seno.Benchmarks.Field.Cases;

/// <summary>A contour stored twice is one, overlapping contours are united, and one outside the volume is left out; each with a
/// warning.</summary>
internal static class DoubledContours
{
    public static void Try(FieldRun run)
    {
        foreach (var (name, voxels, warns) in new[] { ("once", 64, false), ("twice", 64, true), ("overlapping", 112, true), ("beyond_last_slice", 64, true) })
        {
            var convert = run.Seno("convert", run.Input(name + ".dcm"), run.Out(name + ".nii.gz"), "--source", run.Input("img"));
            run.Done($"convert {name}", convert);
            run.Equal($"{name}: voxels", voxels, FieldRun.ImageOf(run.Out(name + ".nii.gz"))?.Array.Count(value => value > 0) ?? 0);
            run.Equal($"{name}: warns", warns, convert.Error.Contains("warning", StringComparison.Ordinal));
        }
    }
}
