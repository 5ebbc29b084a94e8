using System.Text;
using Seno.Core;
using Seno.Learning.Losses;
using Seno.Learning.Runtime;
using Seno.Studies.Reports;
using Seno.Studies.Reports.Charts;
using static TorchSharp.torch;

namespace Seno.Benchmarks.Losses;

/// <summary>loss-pictures FOLDER: how every loss of the table answers to a disc drawn too large, too small, or beside itself; and a table of their options.</summary>
internal static class LossPictures
{
    private const int Side = 64;
    private const double Radius = 12;

    public static int Run(string folder)
    {
        TorchRuntime.Start(new ComputeOptions { Device = "cpu", Threads = 1 });
        foreach (var name in LossTable.Names)
            AtomicFile.WriteText(Path.Combine(folder, name + ".svg"), ChartSvg.Draw(Picture(name)));
        AtomicFile.WriteText(Path.Combine(folder, "options.md"), Options());
        return 0;
    }

    private static Chart Picture(string name)
    {
        var loss = LossTable.Create(name);
        var percents = Enumerable.Range(-10, 21).Select(step => 5.0 * step).ToArray();
        return new()
        {
            Title = name,
            X = new("% of the disc's radius", -50, 50),
            Y = new("loss"),
            Series =
            [
                new LineSeries("radius changed", Palette.Of(0), [.. percents.Select(percent => (percent, Value(loss, Radius * (1 + percent / 100), 0)))]),
                new LineSeries("disc shifted", Palette.Of(1), [.. percents.Select(percent => (percent, Value(loss, Radius, Radius * percent / 100)))]),
            ],
        };
    }

    /// <summary>The answer is sure but for a pixel or two about its outline: a logit of 2 a pixel, ±8 at most.</summary>
    private static double Value(SegmentationLoss loss, double radius, double shift)
    {
        using var scope = NewDisposeScope();
        var depth = Radius - Distances(0);
        var lesion = depth.gt(0).to_type(ScalarType.Float32);
        var logits = (2 * (radius - Distances(shift))).clamp(-8, 8);
        return loss.Of(stack([-logits / 2, logits / 2], 1), new LossTarget(stack([1 - lesion, lesion], 1)) { Spacing = [1, 1], Done = 1 }).to_type(ScalarType.Float32).item<float>();
    }

    /// <returns>[1, y, x]: distance to the disc's centre, px.</returns>
    private static Tensor Distances(double shift)
    {
        var axis = arange(Side, ScalarType.Float32) - (Side - 1) / 2f;
        return ((axis - shift).pow(2).unsqueeze(0) + axis.pow(2).unsqueeze(1)).sqrt().unsqueeze(0);
    }

    private static string Options()
    {
        var page = new StringBuilder("# Losses and their options\n\nWritten by `bench/loss-pictures` from the table of losses. How to write them: [README](README.md).\n\n| loss | option | default | allowed | meaning |\n|---|---|---|---|---|\n");
        foreach (var (name, entry) in LossTable.Entries)
        {
            page.Append($"| `{name}` | | | | {entry.Summary} |\n");
            foreach (var option in entry.Options)
                page.Append($"| | `{option.Name}` | {option.Default} | {option.Allowed} | {option.Meaning} |\n");
        }
        return page.ToString();
    }
}
