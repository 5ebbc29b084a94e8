namespace Seno.Evaluation.Distance;

/// <summary>Mean of the two directed mean distances: both surfaces count the same, whatever their size.</summary>
public static class MeanAverageSurfaceDistance
{
    /// <inheritdoc cref="HausdorffDistance.Of"/>
    public static double Of(SurfaceDistances surfaces) => surfaces.Length((a, b) => (a.Mean + b.Mean) / 2);
}
