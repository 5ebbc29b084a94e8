using System.Diagnostics;
using Seno.Core;
using Seno.Data;
using Seno.Learning.Sampling;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Learning.Runtime;

/// <summary>Times training steps of a plan on this machine.</summary>
public static class StepTiming
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Median time of a step on a throw-away task and one fixed batch, after a second of warming up.</summary>
    /// <param name="plan">Of the task.</param>
    /// <param name="device">What computes.</param>
    /// <param name="steps">To time; fewer, but one, where they take longer than five seconds.</param>
    /// <param name="cancel">Stops between two steps.</param>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public static TimeSpan Median(Plan plan, Device device, int steps, CancellationToken cancel = default)
    {
        using var scope = NewDisposeScope();
        using var task = TaskTable.Create(plan, device);
        using var batch = Noise(plan).ToBatch(device);
        for (var warming = Stopwatch.StartNew(); warming.Elapsed < WarmUp;)
        {
            cancel.ThrowIfCancellationRequested();
            task.Step(batch, 0);
        }
        var times = new List<TimeSpan>();
        var all = Stopwatch.StartNew();
        while (times.Count == 0 || (times.Count < steps && all.Elapsed < Longest))
        {
            cancel.ThrowIfCancellationRequested();
            var clock = Stopwatch.StartNew();
            task.Step(batch, 0);
            times.Add(clock.Elapsed);
        }
        return times.Order().ElementAt(times.Count / 2);
    }

    /// <summary>Images as training sees them: on blank ones processors are slow, since gradients shrink below the normal range of numbers.</summary>
    internal static PatchBuffers Noise(Plan plan)
    {
        var random = new SeededRandom(0, "timing");
        var buffers = PatchBuffers.Of(plan, plan.BatchSize);
        foreach (ref var value in buffers.Images.AsSpan())
            value = (float)random.Normal();
        var last = plan.Labels.Values.Max();
        foreach (ref var label in buffers.Labels.AsSpan())
            label = random.Chance(0.1) ? last : (byte)0;
        return buffers;
    }
}
