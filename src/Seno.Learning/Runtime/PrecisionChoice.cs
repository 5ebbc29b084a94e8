using System.Diagnostics;
using Seno.Learning.Losses;
using Seno.Learning.Networks;
using Seno.Learning.Sampling;
using Seno.Learning.Tasks;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Runtime;

/// <summary>Decides between fp32 and bf16 by timing a small training step of each on this machine.</summary>
public static class PrecisionChoice
{
    /// <returns>Fp32 or Bf16: what was asked for, or the faster where that is Auto.</returns>
    public static Precision Decide(Precision asked, Device device) => asked switch
    {
        Precision.Auto => Time(Precision.Bf16, device) < 0.9 * Time(Precision.Fp32, device) ? Precision.Bf16 : Precision.Fp32,
        _ => asked,
    };

    private static TimeSpan Time(Precision precision, Device device)
    {
        using var scope = NewDisposeScope();
        var network = new UNet(new NetworkOptions { Channels = 1, Classes = 2, Features = [16, 32, 64], Precision = precision });
        network.to(device);
        using var task = new SegmentationTask(network, new CrossEntropyLoss());
        var references = zeros([2, 2, 64, 64], device: device);
        references.select(1, 0).fill_(1);
        using var batch = new Batch(zeros([2, 1, 64, 64], device: device), references, []);
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 6; i++)
        {
            var clock = Stopwatch.StartNew();
            task.Step(batch, 0);
            if (i > 0 && clock.Elapsed < fastest)
                fastest = clock.Elapsed;
        }
        return fastest;
    }
}
