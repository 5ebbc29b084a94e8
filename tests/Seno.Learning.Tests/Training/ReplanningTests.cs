using Seno.Core;
using Seno.Learning.Sampling;
using Seno.Learning.Training;
using Seno.Tests;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Training;

/// <summary>A training that has so much time and no more, on a clock that passes as the test says.</summary>
public sealed class ReplanningTests : IDisposable
{
    private const double Limit = 900;
    private const double Validation = 1.5;
    private readonly TemporaryFolder folder = new();

    /// <summary>Seconds of a step by its number: what another process, a warming processor or a slow disk make of it.</summary>
    public static TheoryData<string, long> Paces => new()
    {
        { "steady 0.6", 1400 },
        { "steady 0.6", 20 },
        { "steady 0.6", 30_000 },
        { "slow at first", 246 },
        { "slow from the middle", 1400 },
        { "slow at the end", 1400 },
        { "fast from the middle", 200 },
        { "now and then", 1000 },
        { "ever slower", 2000 },
        { "stalls", 1400 },
    };

    [Theory]
    [MemberData(nameof(Paces))]
    public void Steps_fill_the_time_and_do_not_exceed_it(string pace, long planned)
    {
        var (state, clock, rates) = Train(pace, planned);
        Assert.InRange(clock.Seconds, 0.9 * Limit, Limit);
        Assert.Equal(clock.Seconds, state.Seconds, 6);
        Assert.Equal(state.Iteration, rates.Count);
        Assert.True(rates.Zip(rates.Skip(1)).All(pair => pair.Second <= pair.First), "the learning rate never rises");
        Assert.InRange(rates[^1], 0, 0.003);
        Assert.InRange(Log().Count, 4, 200);
        Assert.InRange(Log().Sum(epoch => epoch.Seconds), 0.98 * clock.Seconds, clock.Seconds + 1e-6);
        Assert.Equal(state.Iteration, Log()[^1].Iteration);
    }

    /// <summary>Seven times slower for ten seconds while it is planned, then 0.62 s a step with its share of the validations.</summary>
    [Fact]
    public void A_slow_moment_at_the_beginning_costs_a_moment_not_the_training()
    {
        var (state, _, _) = Train("slow at first", 246);
        Assert.InRange(state.Iteration, 1250, 1400);
    }

    [Fact]
    public void The_learning_rate_never_jumps_where_the_steps_are_re_planned()
    {
        var (_, _, rates) = Train("slow at first", 246);
        // Half a cosine over 246 steps falls by π/492 a step at most; re-planned to more, by less.
        Assert.True(rates.Zip(rates.Skip(1)).All(pair => pair.First - pair.Second <= Math.PI / 492), "a jump");
        Assert.NotEmpty(Recorded());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(60)]
    [InlineData(300)]
    [InlineData(700)]
    public void Stopped_and_resumed_it_has_the_rest_of_its_time(long stopAfter)
    {
        var first = new SteppedClock();
        Assert.Throws<OperationCanceledException>(() => Train("slow at first", 246, first, stopAfter));
        var second = new SteppedClock();
        var (state, _, _) = Train("slow at first", 246, second);
        Assert.InRange(first.Seconds + second.Seconds, 0.9 * Limit, Limit);
        Assert.Equal(first.Seconds + second.Seconds, state.Seconds, 6);
    }

    /// <summary>The last checkpoint is older than what was decided after it: a kill, not a stop.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(40)]
    [InlineData(333)]
    public void Resumed_before_what_is_recorded_it_decides_the_same_at_the_same_steps(long keep)
    {
        var (undisturbed, rates) = TrainKeeping(keep);
        var (log, recorded) = (Log(), Recorded());
        Assert.True(recorded.Count > 2, "nothing was re-planned");
        Restore(keep);

        // Ten times faster now: but for the record it would decide otherwise.
        var (state, _, again) = Train("steady 0.06", 1000, replanner: null);
        Assert.Equal(undisturbed.Iteration, state.Iteration);
        Assert.Equal(rates, again);
        Assert.Equal(recorded, Recorded());
        Assert.Equal(log.Select(epoch => (epoch.Iteration, epoch.PseudoDice)), Log().Select(epoch => (epoch.Iteration, epoch.PseudoDice)));
    }

    [Fact]
    public void What_is_recorded_is_followed_first_and_only_then_decided_anew()
    {
        TrainKeeping(40);
        var recorded = Recorded();
        Restore(40);
        Train("steady 0.06", 1000);
        Assert.Equal(recorded, Recorded().Take(recorded.Count));
        Assert.True(Recorded().Count > recorded.Count, "a tenfold speed changes nothing");
    }

    [Fact]
    public void Without_a_limit_nothing_is_re_planned_however_long_it_takes()
    {
        var (state, _, rates) = Train("ever slower", 50, replanner: null);
        Assert.Equal(50, state.Iteration);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => LearningRateSchedule.Of("cosine")(i / 50.0)), rates);
        Assert.False(File.Exists(folder.File("replanning.jsonl")));
    }

    [Fact]
    public void An_epoch_is_long_enough_that_its_validation_takes_no_more_than_a_tenth()
    {
        var (_, clock, _) = Train("steady 0.6", 1400, validation: 30);
        Assert.InRange(clock.Seconds, 0.9 * Limit, Limit);
        Assert.InRange(Log().Count, 2, 5);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"iteration":20,"epoch":1,"done":1.5,"steps":100,"epochLength":5,"seconds":3}""")]
    [InlineData("""{"iteration":20,"epoch":1,"done":0.5,"steps":10,"epochLength":5,"seconds":3}""")]
    [InlineData("""{"iteration":20,"epoch":1,"done":0.5,"steps":100,"epochLength":0,"seconds":3}""")]
    [InlineData("""{"iteration":5,"epoch":1,"done":0.5,"steps":100,"epochLength":5,"seconds":3}""")]
    public void A_record_edited_into_nonsense_is_refused_by_its_line(string line)
    {
        const string Possible = """{"iteration":10,"epoch":1,"done":0.1,"steps":100,"epochLength":5,"seconds":3}""";
        File.WriteAllLines(folder.File("replanning.jsonl"), [Possible, line]);
        var failure = Assert.Throws<DataException>(() => new StepBudget(100, 10, ReplanningLog.In(folder.Path)));
        Assert.Contains("replanning.jsonl: line 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_shown_as_the_whole_and_time_shown_as_left_follow_the_plan()
    {
        var shown = new List<ProgressUpdate>();
        Train("slow at first", 246, progress: shown.Add);
        Assert.Equal(246, shown[0].Total);
        Assert.All(shown, update => Assert.InRange(update.Done, 1, update.Total));
        Assert.InRange(shown[^1].Total, 1250, 1400);
        Assert.All(shown.Where(update => update.Done is > 100), update => Assert.InRange(update.Left!.Value.TotalSeconds, 0, Limit));
        Assert.True(shown[^1].Left < TimeSpan.FromSeconds(3));
    }

    public void Dispose() => folder.Dispose();

    private (TrainingState State, SteppedClock Clock, List<double> Rates) Train(
        string pace, long planned, SteppedClock? clock = null, long stopAfter = -1, double validation = Validation, Action<ProgressUpdate>? progress = null) =>
        Train(pace, planned, new Replanner(TimeSpan.FromSeconds(Limit)), clock, stopAfter, validation, progress);

    private (TrainingState State, SteppedClock Clock, List<double> Rates) Train(
        string pace,
        long planned,
        Replanner? replanner,
        SteppedClock? clock = null,
        long stopAfter = -1,
        double validation = Validation,
        Action<ProgressUpdate>? progress = null)
    {
        clock ??= new();
        using var stop = new CancellationTokenSource();
        var step = Checkpoints.IterationOf(folder.Path);
        using var task = new RecordingTask(_ => clock.Pass(SecondsOf(pace, step++)));
        var trainer = new Trainer
        {
            Budget = new StepBudget(planned, StepBudget.EpochLengthOf(planned), ReplanningLog.In(folder.Path)),
            Replanner = replanner,
            Clock = clock,
            Batches = (first, end) => Batches(first, end),
            Validate = _ =>
            {
                clock.Pass(validation);
                return step / 10_000.0;
            },
            Checkpoints = new Checkpoints(folder.Path),
            Log = new TrainingLog(folder.File("log.jsonl")),
            Progress = update =>
            {
                if (update.Done == stopAfter)
                    stop.Cancel();
                progress?.Invoke(update);
            },
        };
        return (trainer.Run(task, stop.Token), clock, task.Rates);
    }

    /// <returns>The end, and the learning rates after so many steps; the checkpoint there is kept.</returns>
    private (TrainingState State, List<double> Rates) TrainKeeping(long steps)
    {
        var clock = new SteppedClock();
        if (steps > 0)
        {
            Assert.Throws<OperationCanceledException>(() => Train("now and then", 1000, clock, steps));
            File.Copy(folder.File("checkpoint_latest.safetensors"), folder.File("kept"));
        }
        var (state, _, rates) = Train("now and then", 1000, clock);
        return (state, rates);
    }

    private static IEnumerable<Batch> Batches(long first, long end)
    {
        for (var i = first; i < end; i++)
            yield return new(zeros(1), zeros(1), ["case"]);
    }

    private static double SecondsOf(string pace, long step) => pace switch
    {
        "steady 0.6" => 0.6,
        "steady 0.06" => 0.06,
        "slow at first" => step < 3 ? 4.2 : 0.6,
        "slow from the middle" => step < 700 ? 0.6 : 4.2,
        "slow at the end" => step < 1200 ? 0.6 : 4.2,
        "fast from the middle" => step < 100 ? 4.2 : 0.6,
        "now and then" => step / 50 % 3 == 0 ? 2 : 0.4,
        "ever slower" => 0.3 + step / 1000.0,
        "stalls" => step % 97 == 96 ? 6 : 0.6,
        _ => throw new ArgumentOutOfRangeException(nameof(pace)),
    };

    /// <summary>As it was on disk when so many steps were saved.</summary>
    private void Restore(long kept)
    {
        File.Delete(folder.File("checkpoint_latest.safetensors"));
        if (kept > 0)
            File.Move(folder.File("kept"), folder.File("checkpoint_latest.safetensors"));
        Assert.Equal(kept, Checkpoints.IterationOf(folder.Path));
    }

    private IReadOnlyList<TrainingEpoch> Log() => TrainingLog.Read(folder.File("log.jsonl"));

    private IReadOnlyList<Replanning> Recorded() => ReplanningLog.In(folder.Path).Read();
}
