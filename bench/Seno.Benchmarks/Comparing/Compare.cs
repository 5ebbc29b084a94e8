using System.Globalization;
using Seno.Core;

namespace Seno.Benchmarks.Comparing;

/// <summary>compare WHAT [--json] --peers DIR</summary>
internal static class Compare
{
    private static readonly Dictionary<string, Func<string, IReadOnlyList<ComparisonRow>>> Comparisons = new(StringComparer.Ordinal)
    {
        ["training"] = TrainingComparison.Run,
        ["formats"] = FormatsComparison.Run,
        ["dicom"] = DicomComparison.Run,
    };

    public static int Run(string[] args)
    {
        var peers = Array.IndexOf(args, "--peers") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : "bench/peers";
        if (args.Length == 0 || !Comparisons.TryGetValue(args[0], out var comparison))
        {
            Console.Error.WriteLine($"usage: bench/compare {string.Join("|", Comparisons.Keys)} [--json]");
            return 2;
        }
        var rows = comparison(peers);
        if (args.Contains("--json"))
            Console.Out.WriteLine(SenoJson.Write(rows));
        else
            Print(rows);
        return 0;
    }

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
