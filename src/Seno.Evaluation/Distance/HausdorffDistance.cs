namespace Seno.Evaluation.Distance;

/// <summary>Hausdorff distance: the farthest that a point of either surface is from the other surface.</summary>
public static class HausdorffDistance
{
    /// <returns>In the grid's unit: 0 when both masks are empty, the image's diagonal when one is.</returns>
    public static double Of(SurfaceDistances surfaces) => surfaces.Length((a, b) => Math.Max(a.Maximum, b.Maximum));
}
