namespace Seno.Phantoms.Mammography;

/// <summary>The line from a point of the detector to the source, which stands above u = w = 0.</summary>
/// <param name="U">On the detector, mm.</param>
/// <param name="W">On the detector, mm.</param>
/// <param name="Detector">v of the detector, mm.</param>
/// <param name="Distance">From the detector to the source, mm; infinite for parallel rays.</param>
internal readonly record struct ConeRay(double U, double W, double Detector, double Distance)
{
    /// <value>mm of the ray for each mm of v.</value>
    public double Obliquity => Math.Sqrt(1 + (U * U + W * W) / (Distance * Distance));

    /// <returns>u and w at a height of v, over those on the detector.</returns>
    public double ScaleAt(double v) => 1 - (v - Detector) / Distance;
}
