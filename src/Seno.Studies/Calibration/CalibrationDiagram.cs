using Seno.Evaluation.Calibration;

namespace Seno.Studies.Calibration;

/// <summary>One reliability diagram, in bins of equal width.</summary>
/// <param name="Set">As in <see cref="CalibrationRow"/>.</param>
/// <param name="Region">"image" or "lesion".</param>
/// <param name="Method">As in <see cref="CalibrationRow"/>.</param>
/// <param name="Label">Whose probability it is.</param>
/// <param name="Bins">Those that hold voxels, from the lowest probability up.</param>
public sealed record CalibrationDiagram(string Set, string Region, string Method, string Label, IReadOnlyList<CalibrationDiagram.Bin> Bins)
{
    /// <param name="Count">Voxels (of more than two classes, estimated from those drawn).</param>
    /// <param name="Probability">Mean.</param>
    /// <param name="Frequency">Share of them that has the label.</param>
    public sealed record Bin(double Count, double Probability, double Frequency);

    public static IReadOnlyList<Bin> BinsOf(ReliabilityDiagram diagram) => [.. diagram.Bins.Where(bin => bin.Weight > 0).Select(bin => new Bin(bin.Weight, bin.Probability, bin.Frequency))];
}
