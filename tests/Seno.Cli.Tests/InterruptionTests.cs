using System.Diagnostics;
using System.Runtime.InteropServices;
using Seno.Core;
using Seno.Data;
using Seno.Studies;
using Seno.Tests;

namespace Seno.Cli.Tests;

/// <summary>A training that is killed, interrupted or disturbed.</summary>
public sealed class InterruptionTests(TrainedRun trained) : IClassFixture<TrainedRun>, IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Killed_at_three_random_moments_and_resumed_a_run_ends_with_the_same_bits()
    {
        var (code, _, error) = SenoProcess.Run(Train("whole"));
        Assert.True(code == 0, error);
        var seed = Environment.TickCount;
        var random = new SeededRandom((ulong)seed, "kill");
        for (var kill = 0; kill < 3; kill++)
        {
            using var process = SenoProcess.Start([.. Train("cut"), .. kill == 0 ? Array.Empty<string>() : ["--resume"]]);
            var before = Stand("cut");
            Wait(() => process.HasExited || Stand("cut") > before);
            Thread.Sleep(random.Next(300));
            process.Kill();
            process.WaitForExit();
        }
        (code, _, error) = SenoProcess.Run([.. Train("cut"), "--resume"]);
        Assert.True(code == 0, error);
        Assert.DoesNotContain("warning", error, StringComparison.Ordinal);
        foreach (var file in new[] { "checkpoint_final.safetensors", "checkpoint_best.safetensors", "cases.csv" })
            Assert.True(File.ReadAllBytes(File_("whole", file)).AsSpan().SequenceEqual(File.ReadAllBytes(File_("cut", file))), $"{file} differs (seed {seed})");
        Assert.Empty(Directory.EnumerateFiles(folder.File("cut/fold_0"), "*.tmp"));
    }

    [Fact]
    public void Interrupted_from_the_keyboard_it_saves_says_how_to_go_on_and_exits_130()
    {
        using var process = SenoProcess.Start(Train("stopped", "1000000"));
        Wait(() => process.HasExited || Stand("stopped") > 0);
        Assert.Equal(0, Signal(process.Id, InterruptsAreIgnored() ? Terminate : Interrupt));
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("--resume", error, StringComparison.Ordinal);
        var (code, _, again) = SenoProcess.Run(Train("stopped", "1000000"));
        Assert.Equal(1, code);
        Assert.Contains($"stands at iteration {Stand("stopped")} of 1000000. Repeat the command with --resume", again, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_processes_do_not_write_one_fold()
    {
        using var held = RunLock.Take(folder.File("shared/fold_0"));
        var (code, _, error) = SenoProcess.Run([.. Train("shared"), "--resume"]);
        Assert.Equal(1, code);
        Assert.Contains("fold_0: is being written by another seno process", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_a_newer_version_is_refused_with_both_versions()
    {
        Directory.CreateDirectory(folder.File("newer"));
        foreach (var file in new[] { "splits.json", "manifest.json", "fingerprint.json" })
            File.Copy(Path.Combine(trained.Run, file), folder.File($"newer/{file}"));
        (Plan.Read(Path.Combine(trained.Run, "plan.json")) with { Version = 99 }).Write(folder.File("newer/plan.json"));
        var (code, _, error) = SenoProcess.Run([.. Train("newer"), "--resume"]);
        Assert.Equal(1, code);
        Assert.Contains($"plan version 99, this program knows {Plan.NewestVersion}", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"precision\": \"fp32\"", "\"precision\": \"fp8\"", "'precision' must be fp32 or bf16")]
    [InlineData("\"batchSize\": 2", "\"batchSize\": -2", "'batchSize' must be 1 to 4096")]
    [InlineData("\"network\": \"unet\"", "\"network\": \"une\"", "Did you mean 'unet'")]
    [InlineData(
        "\"iterations\": 6",
        "\"iterations\": \"many\"",
        "does not have the expected form (a value of the wrong type at $.iterations")]
    [InlineData("\"iterations\": 6", "\"iterations\": 0", "'iterations and epochLength' must be positive")]
    [InlineData("\"iterations\": 6", "\"iterations\": 6, \"timeLimitSeconds\": -1", "'timeLimitSeconds' must be positive, or left out")]
    public void A_plan_edited_into_nonsense_is_refused_by_its_field(string from, string to, string says)
    {
        Directory.CreateDirectory(folder.File("edited"));
        foreach (var file in new[] { "splits.json", "manifest.json", "fingerprint.json" })
            File.Copy(Path.Combine(trained.Run, file), folder.File($"edited/{file}"), overwrite: true);
        var plan = File.ReadAllText(Path.Combine(trained.Run, "plan.json"));
        Assert.Contains(from, plan, StringComparison.Ordinal);
        File.WriteAllText(folder.File("edited/plan.json"), plan.Replace(from, to, StringComparison.Ordinal));
        var (code, _, error) = SenoProcess.Run("train", trained.Dataset, "-o", folder.File("edited"), "--resume");
        Assert.Equal(1, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    /// <summary>What a run holds that was begun before the loss was planned: its name, where now nothing is stored for the
    /// default.</summary>
    [Fact]
    public void A_run_gone_on_with_by_its_own_command_warns_of_nothing_and_by_another_of_what_differs()
    {
        string[] begun = [.. Train("again", "4"), "--loss", "dice-ce"];
        Assert.DoesNotContain("warning", Error(begun), StringComparison.Ordinal);
        var manifest = File.ReadAllText(folder.File("again/manifest.json"));
        Assert.Contains("\"loss\": \"dice-ce\"", manifest, StringComparison.Ordinal);
        string[] identical = [.. begun.Where(argument => argument is not ("--loss" or "dice-ce")), "--resume"];
        Assert.DoesNotContain("warning", Error(identical), StringComparison.Ordinal);
        Assert.DoesNotContain("warning", Error("train", trained.Dataset, "-o", folder.File("again"), "--resume"), StringComparison.Ordinal);
        var error = Error([.. identical, "--seed", "7", "--augmentation", "none"]);
        Assert.Contains(
            "again/plan.json: this run's plan stands, and differs in --seed, --augmentation: not used",
            error,
            StringComparison.Ordinal);

        string Error(params string[] arguments)
        {
            var (code, _, said) = SenoProcess.Run([.. arguments, "--quiet"]);
            Assert.True(code == 0, said);
            return said;
        }
    }

    [Fact]
    public void A_limited_time_is_kept_and_the_report_says_what_was_planned_and_done()
    {
        string[] small = ["--input-size", "32", "--width", "4", "--batch-size", "2", "--precision", "fp32", "--threads", "1"];
        var (code, output, error) = SenoProcess.Run(["train", trained.Dataset, "-o", folder.File("limited"), "--time-limit", "6s", .. small, "--json"]);
        Assert.True(code == 0, error);
        var fold = System.Text.Json.JsonDocument.Parse(output).RootElement[0];
        var (planned, done) = (fold.GetProperty("plannedSteps").GetInt64(), fold.GetProperty("doneSteps").GetInt64());
        Assert.Equal(Plan.Read(folder.File("limited/plan.json")).Iterations, planned);
        Assert.Equal(Learning.Training.TrainingLog.Read(folder.File("limited/fold_0/log.jsonl"))[^1].Iteration, done);
        Assert.Equal(6, fold.GetProperty("timeLimitSeconds").GetDouble());
        // Above the limit only where this machine stopped for seconds within the last steps.
        Assert.InRange(fold.GetProperty("trainingSeconds").GetDouble(), 4, 9);
        Assert.Matches(
            "(planned [0-9,]+ steps, did|[0-9,]+ steps in) .*\\(limit 6 s\\)",
            File.ReadAllText(folder.File("limited/fold_0/report.html")));
    }

    [Theory]
    [InlineData("--iterations 5 --time-limit 5s", "--time-limit: is given beside --iterations")]
    [InlineData("--epochs 2 --iterations 5", "--epochs: is given beside --iterations")]
    [InlineData("--iterations 0", "--iterations must be at least 1")]
    [InlineData("--epochs -1", "--epochs must be above 0")]
    public void A_training_has_one_length(string options, string says)
    {
        var (code, _, error) = SenoProcess.Run(["train", trained.Dataset, "-o", folder.File("long"), .. options.Split(' ')]);
        Assert.Equal(2, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_no_numbers_predict_nothing()
    {
        Directory.CreateDirectory(folder.File("spoilt/fold_0"));
        foreach (var file in new[] { "plan.json", "splits.json", "manifest.json", "fold_0/checkpoint_final.safetensors" })
            File.Copy(Path.Combine(trained.Run, file), folder.File($"spoilt/{file}"));
        var checkpoint = folder.File("spoilt/fold_0/checkpoint_final.safetensors");
        var bytes = File.ReadAllBytes(checkpoint);
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4), float.NaN);
        File.WriteAllBytes(checkpoint, bytes);
        var (code, _, error) = SenoProcess.Run("predict", folder.File("spoilt"), "-i", trained.Dataset, "-o", folder.File("out"));
        Assert.Equal(1, code);
        Assert.Matches("checkpoint_final.safetensors: weight '.+' holds NaN", error);
        Assert.False(Directory.Exists(folder.File("out")) && Directory.EnumerateFiles(folder.File("out")).Any());
    }

    public void Dispose() => folder.Dispose();

    private string[] Train(string run, string iterations = "60") =>
        ["train", trained.Dataset, "-o", folder.File(run), "--iterations", iterations, "--input-size", "32", "--width", "4", "--batch-size", "2", "--precision", "fp32", "--checkpoint-every", "3"];

    private long Stand(string run) => Learning.Training.Checkpoints.IterationOf(folder.File($"{run}/fold_0"));

    private string File_(string run, string file) => folder.File($"{run}/fold_0/{file}");

    private static void Wait(Func<bool> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!holds() && clock.Elapsed < TimeSpan.FromMinutes(2))
            Thread.Sleep(20);
        Assert.True(holds(), "nothing happened for two minutes");
    }

    /// <summary>A shell starts background jobs deaf to Ctrl-C, and they pass it on; seno stops in the same way when it is asked to terminate.</summary>
    private static bool InterruptsAreIgnored()
    {
        var mask = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))[7..].Trim();
        return (Convert.ToUInt64(mask, 16) & (1UL << (Interrupt - 1))) != 0;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
