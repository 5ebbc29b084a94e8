using Seno.Core;
using Seno.Studies.Reports.Charts;

namespace Seno.Studies.Comparisons;

/// <summary>What a comparison leaves on disk.</summary>
internal static class ComparisonFiles
{
    /// <summary>But for the figures.</summary>
    public static IEnumerable<string> Outputs(string folder) =>
        new[] { "comparison.json", "comparison.csv", "comparison.tex", "conclusions.txt" }.Select(name => Path.Combine(folder, name));

    /// <summary>comparison.json, comparison.csv, comparison.tex, conclusions.txt, and rank-LABEL-METRIC.svg and .png.</summary>
    public static void Write(string folder, Comparison comparison)
    {
        SenoJson.WriteFile(Path.Combine(folder, "comparison.json"), comparison);
        AtomicFile.WriteText(Path.Combine(folder, "comparison.csv"), ComparisonText.Csv(comparison));
        AtomicFile.WriteText(Path.Combine(folder, "comparison.tex"), ComparisonText.Latex(comparison));
        AtomicFile.WriteText(Path.Combine(folder, "conclusions.txt"), string.Join("\n", comparison.Conclusions) + "\n");
        foreach (var (name, svg) in RankFigures.Of(comparison))
            ChartFile.WriteSvg(folder, name, svg);
    }
}
