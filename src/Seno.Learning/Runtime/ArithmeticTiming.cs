using System.Diagnostics;
using Seno.Data;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Learning.Runtime;

/// <summary>How long a training step takes in each arithmetic on this machine: to look at, nothing is chosen by it.</summary>
public static class ArithmeticTiming
{
    private const int Rounds = 4;

    private static Plan Yardstick { get; } = new()
    {
        Dataset = "",
        Channels = ["image"],
        Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
        FileEnding = ".png",
        Patch = [128, 128],
        BatchSize = 4,
        Features = [16, 32, 64, 128, 256],
        Iterations = 1,
        EpochLength = 1,
    };

    /// <summary>All ways in turn, several times over, so that a moment's disturbance hits none of them alone.</summary>
    /// <param name="device">What computes.</param>
    /// <param name="cancel">Stops between two steps.</param>
    /// <returns>
    /// Milliseconds by <see cref="Arithmetic.ToString"/>: the fastest of several steps of a U-Net of width 16 on four 128×128 images.
    /// </returns>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public static IReadOnlyDictionary<string, double> Measure(Device device, CancellationToken cancel = default)
    {
        using var scope = NewDisposeScope();
        using var batch = StepTiming.Noise(Yardstick).ToBatch(device);
        var tasks = Arithmetic.All.Select(way => (Way: way.ToString(), Task: TaskTable.Create(way.In(Yardstick), device))).ToArray();
        try
        {
            var best = tasks.ToDictionary(pair => pair.Way, _ => double.PositiveInfinity);
            for (var round = 0; round <= Rounds; round++)
            {
                foreach (var (way, task) in tasks)
                {
                    cancel.ThrowIfCancellationRequested();
                    var clock = Stopwatch.StartNew();
                    task.Step(batch, 0);
                    if (round > 0)
                        best[way] = Math.Min(best[way], clock.Elapsed.TotalMilliseconds);
                }
            }
            return best;
        }
        finally
        {
            foreach (var (_, task) in tasks)
                task.Dispose();
        }
    }
}
