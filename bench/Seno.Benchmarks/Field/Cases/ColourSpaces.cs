namespace Seno.Benchmarks.Field.Cases;

/// <summary>The same picture in RGB, in CMYK and in black alone is the same picture: a square of 200 on 60.</summary>
internal static class ColourSpaces
{
    private const float Near = 3;

    public static void Try(FieldRun run)
    {
        foreach (var file in new[] { "same_in_rgb.jpg", "grey_in_cmyk.jpg", "grey_in_k.tif" })
        {
            var output = run.Out(Path.GetFileNameWithoutExtension(file) + ".npy");
            run.Done($"convert {file}", run.Seno("convert", run.Input(file), output));
            var image = FieldRun.ImageOf(output);
            run.Check(
                $"{file}: the square is 200, around it 60",
                image is not null && Math.Abs(image[16, 16] - 200) <= Near && Math.Abs(image[2, 2] - 60) <= Near,
                $"{image?[16, 16]} and {image?[2, 2]}");
        }
    }
}
