namespace Seno.Benchmarks.Field.Cases;

/// <summary>Where nothing was exposed nothing is bright: padding of a MONOCHROME1 mammogram is background.</summary>
internal static class PixelPadding
{
    public static void Try(FieldRun run)
    {
        var convert = run.Seno("convert", run.Input("mammogram.dcm"), run.Out("m.nii.gz"));
        run.Done("convert warns of padding", convert, "padding");
        var values = FieldRun.ImageOf(run.Out("m.nii.gz"))?.Array.Distinct().Order().ToArray() ?? [];
        run.Equal("values", "1095 3095", string.Join(" ", values));
    }
}
