namespace Seno.Benchmarks.Field.Cases;

/// <summary>The same scan gives the same plan, whichever axis of the file its slices lie along.</summary>
internal static class SliceAxes
{
    public static void Try(FieldRun run)
    {
        foreach (var set in new[] { "slice_axis_first", "slice_axis_last" })
        {
            run.Done($"train {set}", run.Seno(
                "train",
                run.Input(set),
                "-o",
                run.Out(set),
                "--iterations",
                "1",
                "--width",
                "4",
                "--batch-size",
                "2",
                "--folds",
                "2",
                "--precision",
                "fp32",
                "-q"));
            var plan = FieldRun.PlanOf(run.Out(set));
            run.Equal($"{set}: mm a pixel", "0.5 0.5", string.Join(
                " ",
                plan?.TargetSpacing?.Select(size => size.ToString(System.Globalization.CultureInfo.InvariantCulture)) ?? []));
        }
        run.Equal(
            "patches",
            string.Join(" ", FieldRun.PlanOf(run.Out("slice_axis_last"))?.Patch ?? []),
            string.Join(" ", FieldRun.PlanOf(run.Out("slice_axis_first"))?.Patch ?? []));
    }
}
