using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Evaluation.Distance;

/// <summary>Distances between the surfaces of two masks, surface element by surface element: what every surface metric is made of.</summary>
/// <remarks>
/// After DeepMind's surface-distance: elements sit between voxel centres and count by their length or area. Both surfaces lie in
/// the box around both masks, so distances computed in it alone are exact.
/// </remarks>
public sealed class SurfaceDistances
{
    private static readonly DirectedDistances Nothing = new([], []);

    private SurfaceDistances(DirectedDistances fromPrediction, DirectedDistances fromReference, double penalty) =>
        (FromPrediction, FromReference, Penalty) = (fromPrediction, fromReference, penalty);

    /// <value>From the prediction's surface to the reference's.</value>
    public DirectedDistances FromPrediction { get; }

    /// <value>From the reference's surface to the prediction's.</value>
    public DirectedDistances FromReference { get; }

    /// <value>The image's diagonal, in its unit: the distance where exactly one mask is empty.</value>
    public double Penalty { get; }

    /// <summary>A length that the two surfaces have, by the policy on empty masks.</summary>
    /// <returns>In the grid's unit: 0 when both masks are empty, the image's diagonal when one is.</returns>
    public double Length(Func<DirectedDistances, DirectedDistances, double> length) => (FromPrediction.Size, FromReference.Size) switch
    {
        (0, 0) => 0,
        (0, _) or (_, 0) => Penalty,
        _ => length(FromPrediction, FromReference),
    };

    internal static SurfaceDistances Between(LabelComparison masks)
    {
        var penalty = masks.Geometry.Diagonal;
        if (masks.BothEmpty)
            return new(Nothing, Nothing, penalty);
        var predicted = SurfaceElements.Of(masks.Prediction);
        var drawn = SurfaceElements.Of(masks.Reference);
        return masks.OneEmpty
            ? new(All(predicted, penalty), All(drawn, penalty), penalty)
            : new(Measure(predicted, drawn, masks.Threads), Measure(drawn, predicted, masks.Threads), penalty);
    }

    private static DirectedDistances All(SurfaceElements elements, double distance) =>
        new([.. elements.Cells.Select(_ => distance)], [.. elements.Sizes]);

    private static DirectedDistances Measure(SurfaceElements from, SurfaceElements to, int threads)
    {
        var surface = new Volume<byte>(to.Grid);
        foreach (var cell in to.Cells)
            surface.Array[cell] = 1;
        var distances = DistanceTransform.ToMask(surface, threads).Array;
        return new([.. from.Cells.Select(cell => (double)distances[cell])], [.. from.Sizes]);
    }
}
