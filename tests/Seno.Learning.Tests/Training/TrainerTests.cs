using Seno.Core;
using Seno.Learning.Losses;
using Seno.Learning.Networks;
using Seno.Learning.Runtime;
using Seno.Learning.Sampling;
using Seno.Learning.Tasks;
using Seno.Learning.Training;
using Seno.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_network_learns_to_find_bright_squares_and_leaves_its_files()
    {
        using var task = Squares.Task();
        var state = Trainer(task, Squares.Batches, iterations: 40, score: Squares.Score).Run(task);

        Assert.Equal(40, state.Iteration);
        Assert.True(Squares.Score(task) > 0.9);
        Assert.Equal(4, TrainingLog.Read(folder.File("log.jsonl")).Count);
        using var again = Squares.Task();
        Checkpoints.LoadWeights(Checkpoints.FileOf(folder.Path, "final"), again);
        Assert.Equal(Squares.Score(task), Squares.Score(again), 9);
    }

    [Fact]
    public void A_run_interrupted_and_resumed_ends_with_the_same_bits()
    {
        using var whole = Squares.Task();
        Trainer(whole, Squares.Batches, 20, Squares.Score).Run(whole);
        File.Delete(folder.File("checkpoint_latest.safetensors"));

        using var first = Squares.Task();
        using var stop = new CancellationTokenSource();
        var seen = 0;
        Assert.Throws<OperationCanceledException>(() => Trainer(first, Squares.Batches, 20, Squares.Score, _ =>
        {
            if (++seen == 13)
                stop.Cancel();
        }).Run(first, stop.Token));
        using var second = Squares.Task();
        Trainer(second, Squares.Batches, 20, Squares.Score).Run(second);

        foreach (var (name, tensor) in whole.Weights())
            Assert.True(tensor.bytes.SequenceEqual(second.Weights()[name].bytes), name);
    }

    [Theory]
    [InlineData("before the log")]
    [InlineData("after the log")]
    [InlineData("after the best")]
    [InlineData("within an epoch")]
    public void A_crash_between_any_two_writes_loses_and_repeats_nothing(string where)
    {
        using var whole = Squares.Task();
        Trainer(whole, Squares.Batches, 20, Squares.Score).Run(whole);
        var expected = Files();
        foreach (var file in Directory.EnumerateFiles(folder.Path))
            File.Delete(file);

        using var first = Squares.Task();
        Assert.Throws<InvalidOperationException>(() => Trainer(first, iteration => where == "within an epoch" && iteration == 17 ? throw new InvalidOperationException("crash") : Squares.Batches(iteration), 20, task =>
            File.Exists(folder.File("log.jsonl")) && where != "within an epoch" ? throw new InvalidOperationException("crash") : Squares.Score(task)).Run(first));
        // The crash came before anything of the second epoch's end was written; what would have been is put there.
        if (where is "after the log" or "after the best")
            File.AppendAllText(folder.File("log.jsonl"), expected.Log.Split('\n')[1] + "\n{\"iteration\":");
        if (where == "after the best")
            File.WriteAllText(folder.File("checkpoint_best.safetensors"), "of the second epoch");
        using var second = Squares.Task();
        Trainer(second, Squares.Batches, 20, Squares.Score).Run(second);

        var (weights, best, log) = Files();
        Assert.Equal(expected.Weights, weights);
        Assert.Equal(expected.Best, best);
        Assert.Equal(Scores(expected.Log), Scores(log));

        (byte[] Weights, byte[] Best, string Log) Files() => (File.ReadAllBytes(folder.File("checkpoint_final.safetensors")), File.ReadAllBytes(folder.File("checkpoint_best.safetensors")), File.ReadAllText(folder.File("log.jsonl")));
        static string[] Scores(string log) => [.. log.Split('\n').Select(line => line.Split(",\"samplesPerSecond\"")[0])];
    }

    /// <summary>Among them the last step of an epoch, and the very last.</summary>
    [Fact]
    public void Stopped_after_any_step_and_resumed_a_run_leaves_the_log_of_an_undisturbed_one()
    {
        const int Steps = 23;
        var undisturbed = Lines(stopAfter: null);
        Assert.Equal([10, 20, 23], undisturbed.Select(line => line.Iteration));
        Assert.Equal([4.5, 14.5, 21], undisturbed.Select(line => line.Scalars["loss"]));
        for (var step = 1; step <= Steps; step++)
            Assert.Equivalent(undisturbed, Lines(step), strict: true);

        IReadOnlyList<TrainingEpoch> Lines(int? stopAfter)
        {
            foreach (var file in Directory.EnumerateFiles(folder.Path))
                File.Delete(file);
            using var stop = new CancellationTokenSource();
            using var task = new RecordingTask(_ => { });
            var first = Trainer(task, Squares.Batches, Steps, _ => 0.5, update => Stop(update.Done));
            if (stopAfter is null)
                first.Run(task, stop.Token);
            else
            {
                Assert.Throws<OperationCanceledException>(() => first.Run(task, stop.Token));
                using var second = new RecordingTask(_ => { }, stopAfter.Value);
                Trainer(second, Squares.Batches, Steps, _ => 0.5).Run(second);
            }
            return [.. TrainingLog.Read(folder.File("log.jsonl")).Select(line => line with { SamplesPerSecond = 0, Seconds = 0 })];

            void Stop(long done)
            {
                if (done == stopAfter)
                    stop.Cancel();
            }
        }
    }

    /// <summary>As versions before did that stored no beginning of the epoch: stopped at the end of one, and within one.</summary>
    [Theory]
    [InlineData(10, true, 0, 0)]
    [InlineData(10, false, 10, 1)]
    [InlineData(13, true, 10, 1)]
    [InlineData(20, true, 10, 1)]
    public void An_older_checkpoint_tells_where_its_epoch_began(long iteration, bool open, long start, long epoch)
    {
        var metadata = new Dictionary<string, string> { ["iteration"] = $"{iteration}", ["average"] = "NaN", ["best"] = "-Infinity" };
        if (open)
            metadata["sum/loss"] = "3.5";
        var state = TrainingState.FromMetadata(metadata, epochLength: 10);
        Assert.Equal((start, epoch), (state.EpochStart, state.Epoch));
    }

    [Theory]
    [InlineData("final", "weights", float.NaN, "NaN")]
    [InlineData("final", "weights", float.PositiveInfinity, "an infinite value")]
    [InlineData("latest", "weights", float.NaN, "NaN")]
    [InlineData("latest", "optimiser", float.NegativeInfinity, "an infinite value")]
    public void A_checkpoint_that_holds_no_numbers_is_refused_by_file_and_name(string which, string part, float value, string says)
    {
        using var task = Squares.Task();
        using (no_grad())
        {
            var tensors = part == "weights" ? task.Weights() : task.OptimiserState();
            tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal).First(pair => pair.Value.numel() > 1).Value.view(-1)[1] = value;
        }
        var checkpoints = new Checkpoints(folder.Path);
        checkpoints.SaveLatest(task, TrainingState.Start);
        checkpoints.SaveFinal(task, TrainingState.Start);
        using var other = Squares.Task();
        var failure = Assert.Throws<DataException>(() =>
        {
            if (which == "latest")
                checkpoints.Resume(other, 10);
            else
                Checkpoints.LoadWeights(Checkpoints.FileOf(folder.Path, which), other);
        });
        Assert.Contains($"checkpoint_{which}.safetensors", failure.File, StringComparison.Ordinal);
        Assert.Contains($"' holds {says}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoints_within_an_epoch_come_when_both_steps_and_time_have_passed()
    {
        var soon = new CheckpointCadence(3, TimeSpan.Zero);
        soon.Saved(10);
        Assert.Equal([false, false, true], new long[] { 11, 12, 13 }.Select(soon.IsDue));
        var later = new CheckpointCadence(3, TimeSpan.FromHours(1));
        later.Saved(10);
        Assert.False(later.IsDue(1000));
    }

    [Fact]
    public void Batches_come_in_order_however_many_are_prepared_at_once()
    {
        var source = Enumerable.Range(0, 50).Select(i => (long)i * i).ToArray();
        foreach (var ahead in new[] { 1, 2, 7 })
            Assert.Equal(source, Prefetch.InOrder(0, 50, i => i * i, ahead));
    }

    [Fact]
    public void A_disk_that_fills_leaves_the_last_checkpoint_intact()
    {
        using var task = Squares.Task();
        var checkpoints = new Checkpoints(folder.Path);
        checkpoints.SaveLatest(task, TrainingState.Start with { Iteration = 5 });
        var before = File.ReadAllBytes(folder.File("checkpoint_latest.safetensors"));
        var failure = Assert.Throws<DataException>(() => AtomicFile.Write(folder.File("checkpoint_latest.safetensors"), stream =>
        {
            stream.Write(new byte[1000]);
            throw new IOException("No space left on device");
        }));
        Assert.Contains("disk has room", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(folder.File("checkpoint_latest.safetensors")));
        Assert.Single(Directory.EnumerateFiles(folder.Path));
        Assert.Equal(5, Checkpoints.IterationOf(folder.Path));
    }

    [Fact]
    public void A_generative_adversarial_task_trains_through_the_same_trainer()
    {
        random.manual_seed(2);
        using var task = new ToyGanTask();
        Trainer(task, Bright, 1500, _ => 0).Run(task);
        Assert.InRange(task.Predict(zeros([1, 1, 2, 2])).mean().item<float>(), 2, 4);

        static Batch Bright(long iteration) => new(randn([16, 1, 2, 2]) * 0.5 + 3, zeros([1]), []);
    }

    [Fact]
    public void A_reader_conditioned_task_trains_through_the_same_trainer()
    {
        random.manual_seed(2);
        using var task = new ToyReaderTask();
        Trainer(task, TwoReaders, 300, _ => 0).Run(task);
        Assert.True(task.Offset(0) > task.Offset(1) + 1, "the reader who contours generously has the higher offset");

        static Batch TwoReaders(long iteration)
        {
            var images = linspace(-1, 1, 32).reshape(32, 1, 1, 1);
            var reader = arange(32, ScalarType.Int64) % 2;
            var thresholds = where(reader.eq(0), tensor(-0.5f), tensor(0.5f)).reshape(32, 1, 1, 1);
            return new(images, images.gt(thresholds).to_type(ScalarType.Float32), []) { Extras = { ["reader"] = reader } };
        }
    }

    [Fact]
    public void A_loss_that_is_not_a_number_stops_and_names_the_cases()
    {
        using var task = Squares.Task();
        var failure = Assert.Throws<DataException>(() => Trainer(task, iteration =>
        {
            var batch = Squares.Batches(iteration);
            if (iteration == 3)
                batch.Images.fill_(float.NaN);
            return batch;
        }, 10, Squares.Score).Run(task));
        Assert.Contains("square-3", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_are_told_how_far_training_has_come_also_after_a_resumption()
    {
        var seen = new List<(double Epoch, double Done)>();
        using var task = new RecordingTask(batch => seen.Add((batch.Epoch, batch.Done)));
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Trainer(task, Squares.Batches, 20, _ => 0, update => Stop(update.Done)).Run(task, stop.Token));
        Trainer(task, Squares.Batches, 20, _ => 0).Run(task);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (i / 10 + i % 10 / 10.0, i / 20.0)), seen);

        void Stop(long done)
        {
            if (done == 7)
                stop.Cancel();
        }
    }

    [Fact]
    public void A_step_leaks_no_tensor()
    {
        using var task = Squares.Task();
        Step(0);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 1; i < 5; i++)
            Step(i);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Step(long iteration)
        {
            using var batch = Squares.Batches(iteration);
            task.Step(batch, 1);
            task.Predict(batch.Images).Dispose();
        }
    }

    [Fact]
    public void An_epoch_with_its_validation_and_checkpoints_leaks_no_tensor()
    {
        using var task = Squares.Task();
        Trainer(task, Squares.Batches, 10, Squares.Score).Run(task);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Trainer(task, Squares.Batches, 30, Squares.Score).Run(task);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void TensorBoard_events_hold_every_epoch_once_also_after_a_resumption()
    {
        using var first = Squares.Task();
        Trainer(first, Squares.Batches, 20, Squares.Score).Run(first);
        using var second = Squares.Task();
        Trainer(second, Squares.Batches, 30, Squares.Score).Run(second);
        var file = Assert.Single(Directory.EnumerateFiles(folder.File("tensorboard")));
        var text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file));
        Assert.Equal(3, System.Text.RegularExpressions.Regex.Count(text, "train/loss"));
        Assert.Equal(3, System.Text.RegularExpressions.Regex.Count(text, "validation/pseudo-dice"));
    }

    [Fact]
    public void A_checkpoint_of_another_network_is_refused_by_name()
    {
        using var task = Squares.Task();
        new Checkpoints(folder.Path).SaveFinal(task, TrainingState.Start);
        using var other = new SegmentationTask(new UNet(new NetworkOptions { Channels = 1, Classes = 2, Features = [4, 8, 16] }), new CrossEntropyLoss(), weights => new AdamW(weights));
        var failure = Assert.Throws<DataException>(() => Checkpoints.LoadWeights(Checkpoints.FileOf(folder.Path, "final"), other));
        Assert.Contains("another network", failure.Message, StringComparison.Ordinal);
    }

    private Trainer Trainer(LearningTask task, Func<long, Batch> batch, long iterations, Func<LearningTask, double> score, Action<ProgressUpdate>? progress = null) => new()
    {
        Budget = new StepBudget(iterations, 10),
        Cadence = new CheckpointCadence(4, TimeSpan.Zero),
        Batches = (first, end) => Prefetch.InOrder(first, end, i => i, 2).Select(batch),
        Validate = score,
        Checkpoints = new Checkpoints(folder.Path),
        Log = new TrainingLog(folder.File("log.jsonl")),
        Progress = progress,
    };

    public void Dispose() => folder.Dispose();

    /// <summary>Noise with a bright square somewhere: the smallest segmentation problem.</summary>
    private static class Squares
    {
        public static SegmentationTask Task()
        {
            random.manual_seed(11);
            return new SegmentationTask(new UNet(new NetworkOptions { Channels = 1, Classes = 2, Features = [4, 8] }), LossTable.Create("dice-ce"), weights => new AdamW(weights, 0.01));
        }

        public static Batch Batches(long iteration)
        {
            var place = new SeededRandom(7, "square", iteration);
            var pixels = new float[2 * 16 * 16];
            var mask = new float[2 * 16 * 16];
            for (var sample = 0; sample < 2; sample++)
            {
                var (left, top) = (place.Next(10), place.Next(10));
                for (var i = 0; i < 256; i++)
                {
                    var inside = i % 16 >= left && i % 16 < left + 6 && i / 16 >= top && i / 16 < top + 6;
                    mask[256 * sample + i] = inside ? 1 : 0;
                    pixels[256 * sample + i] = (inside ? 2 : 0) + (float)place.Normal() * 0.3f;
                }
            }
            using var scope = NewDisposeScope();
            var foreground = tensor(mask, [2, 1, 16, 16]);
            return new(tensor(pixels, [2, 1, 16, 16]).DetachFromDisposeScope(), cat([1 - foreground, foreground], 1).DetachFromDisposeScope(), [$"square-{iteration}"]);
        }

        public static double Score(LearningTask task)
        {
            using var scope = NewDisposeScope();
            using var batch = Batches(1_000_000);
            var predicted = task.Predict(batch.Images).argmax(1).to_type(ScalarType.Float32);
            var reference = batch.References.select(1, 1);
            return (2 * (predicted * reference).sum() / (predicted.sum() + reference.sum())).item<float>();
        }
    }
}
