using System.Diagnostics;
using System.Globalization;
using Seno.Benchmarks.Comparing;
using Seno.Core;
using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Learning.Runtime;
using Seno.Learning.Sampling;
using Seno.Learning.Sampling.Augmentation;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Benchmarks.Waiting;

/// <summary>What a training step takes in this process, its data drawn on other threads meanwhile, as in a training.</summary>
internal static class StepTime
{
    private const int Side = TrainingYardstick.Side;
    private const int Unsteady = 5;
    private const int BatchesAhead = 2;

    /// <summary>Prints the mean and the median, ms, of the steps made in some seconds.</summary>
    /// <param name="seconds">To measure for, after a second of warming up.</param>
    /// <param name="threads">Of libtorch.</param>
    public static int Run(string seconds, string threads)
    {
        var culture = CultureInfo.InvariantCulture;
        var device = TorchRuntime.Start(new ComputeOptions { Threads = int.Parse(threads, NumberStyles.None, culture) });
        var plan = Arithmetic.For(Precision.Auto, dimensions: 2, device).In(TrainingYardstick.Plan("strong"));
        var source = new PatchSource(plan, [Case()], AugmentationTable.Of(plan.Augmentation));
        using var task = TaskTable.Create(plan, device);
        var (time, times) = (TimeSpan.FromSeconds(double.Parse(seconds, NumberStyles.Float, culture)), new List<double>());
        var (all, step) = (Stopwatch.StartNew(), new Stopwatch());
        foreach (var buffers in Prefetch.InOrder(0, int.MaxValue, source.Draw, BatchesAhead))
        {
            using var batch = buffers.ToBatch(device);
            task.Step(batch, 0);
            times.Add(step.Elapsed.TotalMilliseconds);
            step.Restart();
            if (times.Count == Unsteady)
                all.Restart();
            if (times.Count > Unsteady && all.Elapsed > time)
                break;
        }
        var steady = times.Skip(Unsteady).ToArray();
        Console.Out.WriteLine(string.Create(culture, $"{steady.Average():F1} {OrderStatistics.Median(steady):F1}"));
        return 0;
    }

    private static PreprocessedCase Case()
    {
        var image = new float[Side * Side];
        GaussianNoise.Add(image, 1, new SeededRandom(1, "waiting"));
        var labels = new byte[Side * Side];
        labels.AsSpan(Side * Side / 3, Side * 9).Fill(1);
        return new("noise", [new(Side, Side, [image], labels)]);
    }
}
