using System.Globalization;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Seno.Core;
using Seno.Data;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Learning.Runtime;

/// <summary>How long a training step takes in each arithmetic on this machine; measured once and kept in the user's folder.</summary>
/// <param name="Machine">What the times hold for.</param>
/// <param name="Milliseconds">By <see cref="Arithmetic.ToString"/>: the fastest of several steps of a U-Net of width 16 on four 128×128 images.</param>
public sealed record ArithmeticTable(string Machine, IReadOnlyDictionary<string, double> Milliseconds)
{
    private const double WorthLosingDigits = 0.9;
    private const int Rounds = 4;

    /// <value>Where the times are kept.</value>
    public static string File { get; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "seno", "arithmetic.json");

    /// <summary>The kept times if they are this machine's, else fresh ones.</summary>
    /// <param name="device">What computes.</param>
    /// <param name="fresh">Measure in any case.</param>
    public static ArithmeticTable Of(Device device, bool fresh = false)
    {
        var machine = string.Create(CultureInfo.InvariantCulture, $"{CpuFeatures.Model}, {RuntimeInformation.ProcessArchitecture}, {device}, {get_num_threads()} threads, libtorch {TorchRuntime.Version}");
        if (!fresh && Kept() is { } kept && kept.Machine == machine)
            return kept;
        var table = new ArithmeticTable(machine, Measure(device));
        try
        {
            SenoJson.WriteFile(File, table);
        }
        catch (DataException)
        {
            // A home that cannot be written to costs a second at every training, nothing else.
        }
        return table;
    }

    /// <summary>The fastest that is asked for. Auto takes bfloat16 only where it saves a tenth.</summary>
    public Arithmetic Choose(Precision asked)
    {
        var exact = Fastest(Precision.Fp32);
        var fast = Fastest(Precision.Bf16);
        return asked switch
        {
            Precision.Fp32 => exact,
            Precision.Bf16 => fast,
            _ => Time(fast) < WorthLosingDigits * Time(exact) ? fast : exact,
        };
    }

    private Arithmetic Fastest(Precision precision) => Arithmetic.All.Where(way => way.Precision == precision).MinBy(Time);

    private double Time(Arithmetic way) => Milliseconds[way.ToString()];

    private static ArithmeticTable? Kept()
    {
        try
        {
            return System.IO.File.Exists(File) && SenoJson.ReadFile<ArithmeticTable>(File) is { Milliseconds: { } times } kept && Arithmetic.All.All(way => times.ContainsKey(way.ToString())) ? kept : null;
        }
        catch (DataException)
        {
            return null;
        }
    }

    /// <summary>All ways in turn, several times over, so that a moment's disturbance hits none of them alone.</summary>
    private static Dictionary<string, double> Measure(Device device)
    {
        using var scope = NewDisposeScope();
        using var batch = StepTiming.Noise(Yardstick).ToBatch(device);
        var tasks = Arithmetic.All.Select(way => (Way: way.ToString(), Task: TaskTable.Create(way.In(Yardstick), device))).ToArray();
        var best = tasks.ToDictionary(pair => pair.Way, _ => double.PositiveInfinity);
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (way, task) in tasks)
            {
                var clock = Stopwatch.StartNew();
                task.Step(batch, 0);
                if (round > 0)
                    best[way] = Math.Min(best[way], clock.Elapsed.TotalMilliseconds);
            }
        }
        foreach (var (_, task) in tasks)
            task.Dispose();
        return best;
    }

    private static Plan Yardstick { get; } = new()
    {
        Dataset = "",
        Channels = ["image"],
        Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
        FileEnding = ".png",
        Patch = [128, 128],
        BatchSize = 4,
        Features = [16, 32, 64, 128, 256],
        Iterations = 1,
        EpochLength = 1,
    };
}
