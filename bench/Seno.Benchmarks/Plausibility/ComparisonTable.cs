using System.Globalization;
using System.Text;

namespace Seno.Benchmarks.Plausibility;

/// <summary>Comparisons as a table in Markdown.</summary>
internal static class ComparisonTable
{
    public static string Of(IReadOnlyList<Measured> real, Measured simulated, IReadOnlyList<Comparison> rows)
    {
        var text = new StringBuilder();
        var others = real.Skip(1).Select(set => set.Name).ToArray();
        text.Append(CultureInfo.InvariantCulture, $"{string.Join(", ", real.Select(set => $"{set.Name}: {set.Images.ToString(CultureInfo.InvariantCulture)}"))}; phantoms: {simulated.Images}.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| measure | {real[0].Name} | phantoms | distance | halves |{string.Concat(others.Select(name => $" {name} |"))}\n|---|---|---|---|---|{string.Concat(others.Select(_ => "---|"))}\n");
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Measure} | {Range(row.Real)} | {Range(row.Simulated)} | {Number(row.Distance)} | {Number(row.Halves)} |{string.Concat(others.Select(name => $" {Number(row.Others.TryGetValue(name, out var value) ? value : null)} |"))}\n");
        return text.ToString();
    }

    /// <returns>Median and quartiles of sets beside each other, with no yardstick.</returns>
    public static string Of(IReadOnlyList<Measured> sets)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"| measure |{string.Concat(sets.Select(set => $" {set.Name} ({set.Images}) |"))}\n|---|{string.Concat(sets.Select(_ => "---|"))}\n");
        foreach (var measure in sets[^1].Values.Keys)
            text.Append(CultureInfo.InvariantCulture, $"| {measure} |{string.Concat(sets.Select(set => $" {(set.Values.TryGetValue(measure, out var values) ? Range(Comparison.Quartiles([.. values.Select(item => item.Value)])) : "")} |"))}\n");
        return text.ToString();
    }

    private static string Range(double[] quartiles) => string.Create(CultureInfo.InvariantCulture, $"{Short(quartiles[1])} ({Short(quartiles[0])} to {Short(quartiles[2])})");

    private static string Short(double value) => value.ToString(Math.Abs(value) >= 10 ? "F0" : Math.Abs(value) >= 1 ? "F2" : "F3", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("F2", CultureInfo.InvariantCulture) ?? "";
}
