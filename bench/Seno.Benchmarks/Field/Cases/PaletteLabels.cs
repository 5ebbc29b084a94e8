namespace Seno.Benchmarks.Field.Cases;

/// <summary>Of a label map in colours of a palette, the indices are meant.</summary>
internal static class PaletteLabels
{
    public static void Try(FieldRun run)
    {
        foreach (var name in new[] { "voc_palette", "grey_palette" })
        {
            run.Done(
                $"evaluate {name}",
                run.Seno("evaluate", run.Input(name), run.Input("indices"), "-o", run.Out(name), "--metrics", "dsc", "-q"));
            var scores = File.Exists(run.Out($"{name}/cases.csv"))
                ? File.ReadAllLines(run.Out($"{name}/cases.csv")).Skip(1).Select(line => line.Split(',')[2]).Distinct().ToArray()
                : [];
            run.Equal($"{name}: DSC", "1", string.Join(" ", scores));
        }
    }
}
