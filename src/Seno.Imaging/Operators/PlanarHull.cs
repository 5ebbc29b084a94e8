namespace Seno.Imaging.Operators;

/// <summary>The corners of the smallest convex polygon around points of a plane.</summary>
internal static class PlanarHull
{
    /// <summary>Andrew's monotone chain.</summary>
    /// <param name="along">Two coordinates of a point.</param>
    /// <returns>In order around the polygon, none on a straight side; the two ends where the points lie on a line.</returns>
    public static IReadOnlyList<LatticePoint> Of(IEnumerable<LatticePoint> points, Func<LatticePoint, (long U, long V)> along)
    {
        var sorted = points.Distinct().OrderBy(along).ToArray();
        if (sorted.Length < 3)
            return sorted;
        var lower = Chain(sorted, along);
        var upper = Chain(sorted.Reverse(), along);
        return [.. lower.SkipLast(1), .. upper.SkipLast(1)];
    }

    private static List<LatticePoint> Chain(IEnumerable<LatticePoint> sorted, Func<LatticePoint, (long U, long V)> along)
    {
        var chain = new List<LatticePoint>();
        foreach (var point in sorted)
        {
            while (chain.Count > 1 && Turn(along(chain[^2]), along(chain[^1]), along(point)) <= 0)
                chain.RemoveAt(chain.Count - 1);
            chain.Add(point);
        }
        return chain;
    }

    private static long Turn((long U, long V) a, (long U, long V) b, (long U, long V) c) => (b.U - a.U) * (c.V - a.V) - (b.V - a.V) * (c.U - a.U);
}
