using System.Globalization;
using Seno.Core;

namespace Seno.Evaluation;

/// <summary>Lesions apart by their size in the reference: what small ones suffer, a mean over all hides.</summary>
public sealed class SizeStrata
{
    private readonly int parts;
    private readonly double[] edges;

    private SizeStrata(int parts, double[] edges) => (this.parts, this.edges) = (parts, edges);

    /// <param name="text">"tertiles", "quartiles", or rising edges such as "0.5,2,10" in mL (px where the spacing is unknown).</param>
    /// <exception cref="DataException">None of these.</exception>
    public static SizeStrata Parse(string text)
    {
        if (text is "tertiles" or "quartiles")
            return new(text == "tertiles" ? 3 : 4, []);
        var edges = new List<double>();
        foreach (var part in text.Split(','))
        {
            if (!InvariantNumber.TryParse(part.Trim(), out double edge) || !(edge > 0) || edges.Count > 0 && edge <= edges[^1])
                throw new DataException("--strata", $"'{text}' is no division by size", "Use tertiles, quartiles, or rising edges in mL such as 0.5,2,10");
            edges.Add(edge);
        }
        return new(0, [.. edges]);
    }

    /// <param name="rows">Of one label. Cases without the label belong to no stratum.</param>
    /// <param name="unit">Of the sizes: "mL" or "px".</param>
    /// <returns>By name, smallest first; strata without a case are left out. A size equal to an edge belongs above it.</returns>
    public IReadOnlyList<(string Name, IReadOnlyList<CaseMetrics> Rows)> Split(IReadOnlyList<CaseMetrics> rows, string unit)
    {
        var lesions = rows.Where(row => row.ReferenceVoxels > 0).OrderBy(row => row.ReferenceSize).ToArray();
        // equal sizes stay together, so quantiles of few distinct sizes give fewer strata
        var between = parts == 0 ? edges : [.. Enumerable.Range(1, parts - 1).Where(part => lesions.Length * part / parts < lesions.Length).Select(part => lesions[lesions.Length * part / parts].ReferenceSize).Distinct()];
        return [.. lesions.GroupBy(row => between.Count(edge => row.ReferenceSize >= edge)).Select(group => (Name(group.Key, between, unit), (IReadOnlyList<CaseMetrics>)[.. group]))];
    }

    private static string Name(int stratum, double[] between, string unit)
    {
        string Text(double edge) => edge.ToString("G4", CultureInfo.InvariantCulture);
        if (between.Length == 0)
            return "all";
        return stratum == 0 ? $"below {Text(between[0])} {unit}"
            : stratum == between.Length ? $"from {Text(between[^1])} {unit}"
            : $"{Text(between[stratum - 1])} to {Text(between[stratum])} {unit}";
    }
}
