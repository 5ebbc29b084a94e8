using System.Diagnostics;
using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Operators;
using Seno.Learning.Losses;
using Seno.Learning.Runtime;
using static TorchSharp.torch;

namespace Seno.Benchmarks.Comparing;

/// <summary>Value and gradient of the Betti matching loss, against the time allowed.</summary>
internal static class TopologyComparison
{
    private const int Times = 15;

    public static IReadOnlyList<ComparisonRow> Run()
    {
        TorchRuntime.Start(new ComputeOptions { Device = "cpu", Threads = 2 });
        return
        [
            Matching("48²", new(48, 48, 1), 60, allowedMs: 20),
            Matching("192²", new(192, 192, 1), 8, allowedMs: null),
            Matching("32³", new(32, 32, 32), 8, allowedMs: 500),
            Matching("48³", new(48, 48, 48), 3, allowedMs: null),
            Row("48²", [48, 48], 1, allowedMs: 20),
            Row("48²", [48, 48], 0.1, allowedMs: 20),
            Row("192²", [192, 192], 1, allowedMs: null),
            Row("192²", [192, 192], 0.1, allowedMs: null),
            Row("32³", [32, 32, 32], 1, allowedMs: 500),
            Row("32³", [32, 32, 32], 0.1, allowedMs: 500),
            Row("48³", [48, 48, 48], 1, allowedMs: null),
            Row("48³", [48, 48, 48], 0.1, allowedMs: null),
        ];
    }

    /// <summary>The matching alone, in processor time, which other work on the machine hardly changes; an answer of noise, the slower.</summary>
    private static ComparisonRow Matching(string title, Size3 size, int times, double? allowedMs)
    {
        var random = new SeededRandom(1, "topology");
        var (answer, ball) = (new Volume<float>(new Geometry(size)), new Volume<float>(new Geometry(size)));
        for (var i = 0; i < answer.Array.Length; i++)
        {
            var (x, y, z) = (i % size.X, i / size.X % size.Y, i / size.X / size.Y);
            var squared = Math.Pow(x - size.X / 2.0, 2) + Math.Pow(y - size.Y / 2.0, 2) + Math.Pow(z - size.Z / 2, 2);
            (answer.Array[i], ball.Array[i]) = ((float)random.NextDouble(), squared < size.X * size.X / 16.0 ? 1 : 0);
        }
        using var process = Process.GetCurrentProcess();
        var before = TimeSpan.Zero;
        for (var i = -times; i < times; i++)
        {
            if (i == 0)
            {
                process.Refresh();
                before = process.TotalProcessorTime;
            }
            BettiMatching.Of(answer, ball, threads: 1);
        }
        process.Refresh();
        var used = (process.TotalProcessorTime - before).TotalMilliseconds / times;
        return new($"Betti matching of a {title} patch, 100 % noise, 1 thread, processor time; peer: the time allowed", used, allowedMs, allowedMs is null ? 0 : 1);
    }

    /// <param name="title">The patch's size.</param>
    /// <param name="size">The same.</param>
    /// <param name="noise">Share of uniform noise in the answer; the rest is the reference, a ball.</param>
    /// <param name="allowedMs">Taken for the peer.</param>
    private static ComparisonRow Row(string title, long[] size, double noise, double? allowedMs)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        long[] shape = [1, 1, .. size];
        var distance = size.Select((side, axis) => (arange(side) - side / 2.0).square().reshape([.. size.Select((_, other) => other == axis ? -1L : 1L)])).Aggregate((sum, next) => sum + next);
        var ball = distance.lt(size[0] * size[0] / 16.0).to_type(ScalarType.Float32).reshape(shape);
        var share = (1 - noise) * ball + noise * rand(shape);
        var logits = cat([1 - share, share], 1).clamp_min(1e-6).log().requires_grad_(true);
        var target = new LossTarget(cat([1 - ball, ball], 1));
        var loss = new BettiMatchingLoss(size: 0);
        List<double> times = [];
        for (var i = 0; i < Times + 3; i++)
        {
            using var step = NewDisposeScope();
            var clock = Stopwatch.StartNew();
            loss.Of(logits, target).backward();
            if (i >= 3)
                times.Add(clock.Elapsed.TotalMilliseconds);
        }
        return new($"Betti matching loss and gradient of a {title} patch, {noise:P0} noise; peer: the time allowed", OrderStatistics.Median(times), allowedMs, allowedMs is null ? 0 : 1);
    }
}
