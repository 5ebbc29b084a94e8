namespace Seno.Evaluation.Distance;

/// <summary>Share of both surfaces that lies within a tolerance of the other (Nikolov et al., J. Med. Internet Res. 23, e26151, 2021).</summary>
public static class NormalizedSurfaceDice
{
    /// <param name="surfaces">Of prediction and reference.</param>
    /// <param name="tolerance">In the grid's unit; a distance equal to it is within.</param>
    /// <returns>A value in [0, 1], weighted by surface: 1 when both masks are empty, 0 when one is.</returns>
    public static double Of(SurfaceDistances surfaces, double tolerance)
    {
        var (predicted, drawn) = (surfaces.FromPrediction, surfaces.FromReference);
        return (predicted.Size, drawn.Size) switch
        {
            (0, 0) => 1,
            (0, _) or (_, 0) => 0,
            _ => (predicted.SizeWithin(tolerance) + drawn.SizeWithin(tolerance)) / (predicted.Size + drawn.Size),
        };
    }
}
