namespace Seno.Evaluation.Calibration;

/// <summary>One case's diagrams, a class each, in bins that all cases share.</summary>
/// <param name="EqualWidth">By class.</param>
/// <param name="EqualMass">By class; the edges are those of all cases together.</param>
/// <param name="Surprise">Σ −ln of the probability of what came true.</param>
/// <param name="Changed">Voxels whose likeliest class the map changed.</param>
public sealed record CaseDiagrams(IReadOnlyList<ReliabilityDiagram> EqualWidth, IReadOnlyList<ReliabilityDiagram> EqualMass, double Surprise, double Changed)
{
    public double Weight => EqualWidth[0].Weight;

    public static IReadOnlyList<CaseDiagrams> Of(IReadOnlyList<CalibrationSums> cases)
    {
        var edges = Enumerable.Range(0, cases[0].Forecasts.Count).Select(label => ReliabilityDiagram.MassEdges([.. cases.Select(item => item.Forecasts[label])])).ToArray();
        return [.. cases.Select(item => new CaseDiagrams(
            [.. item.Forecasts.Select(forecast => ReliabilityDiagram.EqualWidth(forecast))],
            [.. item.Forecasts.Select((forecast, label) => ReliabilityDiagram.Between(forecast, edges[label]))],
            item.Surprise,
            item.Changed))];
    }
}
