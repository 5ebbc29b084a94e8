namespace Seno.Benchmarks.Plausibility;

/// <summary>What was measured of a set: numbers per image, and curves averaged over images.</summary>
/// <param name="Name">Of the set.</param>
/// <param name="Images">How many.</param>
/// <param name="Values">By measure: each image's group and number.</param>
/// <param name="Curves">By name: points.</param>
internal sealed record Measured(string Name, int Images, IReadOnlyDictionary<string, List<(string Group, double Value)>> Values, IReadOnlyDictionary<string, IReadOnlyList<(double X, double Y)>> Curves);
