using System.Globalization;
using Seno.Core;

namespace Seno.Benchmarks.Comparing;

/// <summary>compare WHAT [--size N] [--json] --peers DIR</summary>
internal static class Compare
{
    private static readonly Dictionary<string, Func<CompareOptions, IReadOnlyList<ComparisonRow>>> Comparisons = new(StringComparer.Ordinal)
    {
        ["training"] = options => TrainingComparison.Run(options.Peers),
        ["formats"] = options => FormatsComparison.Run(options.Peers),
        ["dicom"] = options => DicomComparison.Run(options.Peers),
        ["operators"] = OperatorComparison.Run,
        ["growth"] = OperatorComparison.Growth,
        ["topology"] = _ => TopologyComparison.Run(),
        ["metrics"] = MetricsComparison.Run,
    };

    public static int Run(string[] args)
    {
        if (args.Length == 0 || !Comparisons.TryGetValue(args[0], out var comparison) || !int.TryParse(Option(args, "--size") ?? "256", NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size < 8)
        {
            Console.Error.WriteLine($"usage: bench/compare {string.Join("|", Comparisons.Keys)} [--size 256] [--json]");
            return 2;
        }
        var rows = comparison(new(Option(args, "--peers") ?? "bench/peers", size));
        if (args.Contains("--json"))
            Console.Out.WriteLine(SenoJson.Write(rows));
        else
            Print(rows);
        return 0;
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static void Print(IReadOnlyList<ComparisonRow> rows)
    {
        Console.Out.WriteLine("| work | ours, ms | peer, ms | times faster | asked |\n|---|---|---|---|---|");
        foreach (var row in rows)
        {
            var (peer, ratio) = row.PeerMs is null ? ("not installed", "") : (row.PeerMs.Value.ToString("F2", CultureInfo.InvariantCulture), row.Ratio!.Value.ToString("F2", CultureInfo.InvariantCulture));
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Work} | {row.OursMs:F2} | {peer} | {ratio} | {row.Asked:F2} |"));
        }
    }
}
