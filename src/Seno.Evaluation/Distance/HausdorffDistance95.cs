namespace Seno.Evaluation.Distance;

/// <summary>The larger of the two directed 95th percentiles of surface distance, each weighted by surface.</summary>
public static class HausdorffDistance95
{
    /// <inheritdoc cref="HausdorffDistance.Of"/>
    public static double Of(SurfaceDistances surfaces) => surfaces.Length((a, b) => Math.Max(a.Quantile(0.95), b.Quantile(0.95)));
}
