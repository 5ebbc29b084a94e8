using System.Diagnostics;
using Seno.Data;
using Seno.Learning.Sampling;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Learning.Runtime;

/// <summary>Times training steps of a plan on this machine.</summary>
public static class StepTiming
{
    /// <summary>Median time of a step on a throw-away task and one fixed batch; the first steps, which warm up, do not count.</summary>
    public static TimeSpan Median(Plan plan, Device device, int steps)
    {
        using var scope = NewDisposeScope();
        using var task = TaskTable.Create(plan, device);
        using var batch = new PatchBuffers(plan.BatchSize, plan.Channels.Count, plan.Classes, plan.Patch[0], plan.Patch[1]).ToBatch(device);
        var times = new List<TimeSpan>();
        for (var i = 0; i < steps + 2; i++)
        {
            var clock = Stopwatch.StartNew();
            task.Step(batch, 0);
            if (i > 1)
                times.Add(clock.Elapsed);
        }
        return times.Order().ElementAt(times.Count / 2);
    }
}
