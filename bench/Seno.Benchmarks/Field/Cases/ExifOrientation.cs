using Seno.Imaging;

namespace Seno.Benchmarks.Field.Cases;

/// <summary>A picture lies as every viewer shows it.</summary>
internal static class ExifOrientation
{
    public static void Try(FieldRun run)
    {
        run.Done("convert", run.Seno("convert", run.Input("portrait_by_exif.jpg"), run.Out("upright.npy")));
        run.Equal("size", new Size3(24, 48, 1), FieldRun.ImageOf(run.Out("upright.npy"))?.Size ?? default);
    }
}
