namespace Seno.Benchmarks.Field.Cases;

/// <summary>A localizer under the stack's own UID can be left out, and either can be chosen.</summary>
internal static class Localizer
{
    public static void Try(FieldRun run)
    {
        run.Done(
            "convert takes the stack, and names what it leaves out",
            run.Seno("convert", run.Input("series"), run.Out("x.nii.gz")),
            "localizer.dcm");
        run.Equal("the stack", 6, FieldRun.ImageOf(run.Out("x.nii.gz"))?.Size.Z ?? 0);
        var depths = new List<int>();
        foreach (var number in new[] { "1", "2" })
        {
            run.Done(
                $"convert --series {number}",
                run.Seno("convert", run.Input("series"), run.Out($"{number}.nii.gz"), "--series", number));
            depths.Add(FieldRun.ImageOf(run.Out($"{number}.nii.gz"))?.Size.Z ?? 0);
        }
        run.Equal("the two by their numbers", "1 6", string.Join(" ", depths.Order()));
    }
}
