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

    /// <summary>Median time of a step on a throw-away task and one fixed batch, after a second of warming up.</summary>
    public static TimeSpan Median(Plan plan, Device device, int steps)
    {
        using var scope = NewDisposeScope();
        using var task = TaskTable.Create(plan, device);
        using var batch = Noise(plan).ToBatch(device);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < WarmUp;)
            task.Step(batch, 0);
        var times = new List<TimeSpan>();
        for (var i = 0; i < steps; i++)
        {
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
