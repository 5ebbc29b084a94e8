namespace Seno.Evaluation.Distance;

/// <summary>Mean distance over the elements of both surfaces together, weighted by surface: the larger surface counts more.</summary>
public static class AverageSymmetricSurfaceDistance
{
    /// <inheritdoc cref="HausdorffDistance.Of"/>
    public static double Of(SurfaceDistances surfaces) => surfaces.Length((a, b) => (a.WeightedSum + b.WeightedSum) / (a.Size + b.Size));
}
