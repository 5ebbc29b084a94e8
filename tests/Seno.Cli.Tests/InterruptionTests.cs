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
    [InlineData("\"iterations\": 6", "\"iterations\": \"many\"", "is not valid JSON here")]
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
