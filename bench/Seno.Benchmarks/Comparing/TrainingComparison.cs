using System.Diagnostics;
using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Imaging;
using Seno.Learning.Inference;
using Seno.Learning.Runtime;
using Seno.Learning.Sampling;
using Seno.Learning.Sampling.Augmentation;
using Seno.Learning.Tasks;
using Seno.Phantoms.Ultrasound;
using static TorchSharp.torch;

namespace Seno.Benchmarks.Comparing;

/// <summary>What a training and a prediction cost: with and without the data path, in bfloat16 and float32, and in PyTorch.</summary>
internal static class TrainingComparison
{
    private const int Threads = 2;
    private const int Side = TrainingYardstick.Side;
    private const int ImageSide = 512;
    private const int Steps = 15;
    private const int Cases = 40;
    private const int Rounds = 5;
    private const int Unsteady = 4;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    public static IReadOnlyList<ComparisonRow> Run(string peers)
    {
        var device = TorchRuntime.Start(new ComputeOptions { Threads = Threads });
        var fast = Arithmetic.For(Precision.Auto, dimensions: 2, device).In(TrainingYardstick.Plan("strong"));
        var exact = fast with { Precision = "fp32", Layout = "channels-first" };
        var source = new PatchSource(fast, [.. Enumerable.Range(0, Cases).Select(i => Prepared(fast, i))], AugmentationTable.Of(fast.Augmentation));
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < WarmUp;)
            source.Draw(0);
        // In turn, since the two differ by less than the machine's own mood from one second to the next.
        var rounds = Enumerable.Range(0, Rounds).Select(_ => (Fixed: InMemory(fast, source, device), WithData: WithData(fast, source, device))).ToArray();
        var inMemory = OrderStatistics.Median(rounds.Select(round => round.Fixed));
        var withData = OrderStatistics.Median(rounds.Select(round => round.WithData));
        var fixedBatch = FixedBatch(fast, device);
        var single = FixedBatch(exact, device);
        var train = Peer.Run(peers, "train_step.py", "--size", Text(Side), "--threads", Text(Threads), "--steps", "7");
        var ours = FixedBatch(fast, device);
        var window = Prediction(fast, device);
        var theirWindow = Peer.Run(peers, "predict_window.py", "--image", Text(ImageSide), "--size", Text(Side), "--threads", Text(Threads), "--steps", "3");
        var augmentation = Augmentation();
        var theirAugmentation = Peer.Run(peers, "augment.py", "--size", Text(Side));
        var torch = train?.GetProperty("torch").GetString() ?? "";
        return
        [
            new("training step with the data path; peer: the same steps on one batch in memory", withData, inMemory, 0.9),
            new($"training step as planned ({fast.Precision}, {fast.Layout}); peer: ours in fp32, channels-first", fixedBatch, single, 1 / 0.6),
            new($"training step, U-Net of width 16, 8 × {Side}²; peer: PyTorch {torch} (of 2022)", ours, train.Milliseconds("train_ms"), 1 / 0.3),
            new($"prediction of {ImageSide}² in windows of {Side}², half overlapping, 4 mirrors; peer: PyTorch {torch}", window, theirWindow.Milliseconds("predict_ms"), 1 / 0.3),
            new($"augmentation of {Side}², every kind once, 1 thread; peer: SciPy and scikit-image", augmentation, theirAugmentation.Milliseconds("augment_ms"), 5),
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static double FixedBatch(Plan plan, Device device) => StepTiming.Median(plan, device, Steps).TotalMilliseconds;

    /// <summary>The trainer's own way from prepared cases to a step, on as many threads.</summary>
    private static double WithData(Plan plan, PatchSource source, Device device) =>
        MedianStep(plan, device, Prefetch.InOrder(0, Steps + Unsteady, source.Draw, 2).Select(buffers => buffers.ToBatch(device)));

    private static double InMemory(Plan plan, PatchSource source, Device device)
    {
        using var batch = source.Draw(0).ToBatch(device);
        return MedianStep(plan, device, Enumerable.Repeat(batch, Steps + Unsteady));
    }

    private static double MedianStep(Plan plan, Device device, IEnumerable<Batch> batches)
    {
        using var task = TaskTable.Create(plan, device);
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        foreach (var batch in batches)
        {
            task.Step(batch, 0);
            times.Add(clock.Elapsed.TotalMilliseconds);
            clock.Restart();
        }
        return OrderStatistics.Median(times.Skip(Unsteady));
    }

    private static PreprocessedCase Prepared(Plan plan, int index)
    {
        var simulated = UltrasoundPhantom.Simulate(new UltrasoundOptions(), 1, index);
        var image = Preprocessor.Channels([simulated.Image], plan)[0];
        var labels = Imaging.Operators.Resample.Labels(simulated.Truth, image.Geometry);
        return new($"{index}", [new(image.Size.X, image.Size.Y, [image.Array], labels.Array)]);
    }

    private static double Prediction(Plan plan, Device device)
    {
        // A target spacing equal to the image's keeps the image as large as it is, so that windows slide.
        var sliding = plan with { TargetSpacing = [1, 1] };
        using var task = TaskTable.Create(sliding, device);
        var predictor = new Predictor([task], sliding, new PredictorOptions { Mirror = true }, device);
        var image = new Volume<float>(new Geometry(new(ImageSide, ImageSide, 1), new(1, 1, 1)));
        GaussianNoise.Add(image.Span, 1, new SeededRandom(1, "comparison"));
        return MedianMs(5, () => predictor.Segment("noise", [image]));
    }

    private static double Augmentation()
    {
        var plane = new float[Side * Side];
        var labels = new byte[Side * Side];
        GaussianNoise.Add(plane, 1, new SeededRandom(1, "comparison"));
        labels.AsSpan(Side * Side / 3, Side * 9).Fill(1);
        var image = new float[Side * Side];
        var label = new byte[Side * Side];
        var random = new SeededRandom(1, "comparison", 1);
        const double Middle = (Side - 1) / 2.0;
        return MedianMs(200, () =>
        {
            PatchSampler.Sample([plane], labels, Side, Side, Middle, Middle, Side, Side, new SpatialTransform(0.3, 1.2, true, false), image, label);
            GaussianNoise.Add(image, 0.05, random);
            GaussianBlur.Apply(image, Side, Side, 0.8);
            Intensity.Multiply(image, 1.1);
            Intensity.Contrast(image, 0.9);
            LowResolution.Apply(image, Side, Side, 0.6);
            Intensity.Gamma(image, 1.2, invert: false);
        });
    }

    private static double MedianMs(int times, Action work)
    {
        work();
        return OrderStatistics.Median(Enumerable.Range(0, times).Select(_ =>
        {
            var clock = Stopwatch.StartNew();
            work();
            return clock.Elapsed.TotalMilliseconds;
        }));
    }
}
