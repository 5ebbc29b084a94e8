namespace Seno.Data.Preprocessing;

/// <summary>Signed distance maps of a slice's labels.</summary>
/// <param name="Maps">One a class, background first, on the slice's grid, negative inside: see <see cref="SignedDistanceMap"/>.</param>
/// <param name="PixelX">Width of a pixel in the maps' unit: mm where the plan has a spacing, 1 px where not.</param>
/// <param name="PixelY">Height of one.</param>
public sealed record SliceDistances(IReadOnlyList<float[]> Maps, double PixelX, double PixelY);
