using Seno.Imaging.Operators;

namespace Seno.Imaging.Formats.Dicom.Structures;

/// <summary>The closed contours of one region on one slice, and what they make together (DICOM PS3.3 C.8.8.6.3).</summary>
/// <remarks>
/// CLOSED_PLANAR: contours beside or across each other are united, and one that lies wholly within another is a hole in it (or, in a hole,
/// an
/// island), as planning systems write them; a keyhole is one contour that touches itself. The same contour stored twice, whichever way
/// round and
/// from whichever point, is one. CLOSEDPLANAR_XOR: exclusive or, whatever the contours are.
/// </remarks>
internal sealed class SliceContours
{
    /// <summary>Pixels by which a corner may lie outside a contour that it touches: what rounding of coordinates leaves.</summary>
    private const double Touching = 1e-3;

    private readonly List<(double X, double Y)[]> polygons = [];

    public void Add((double X, double Y)[] polygon) => polygons.Add(polygon);

    /// <value>Contours that are another one's copy.</value>
    public int Doubled { get; private set; }

    /// <value>Contours that cross another one.</value>
    public int Overlapping { get; private set; }

    /// <value>Contours that lie beside the image, in its plane.</value>
    public int Outside { get; private set; }

    /// <summary>Sets the pixels that the contours enclose to 1.</summary>
    public void Fill(Span<byte> plane, int width, int height, bool exclusiveOr)
    {
        Outside = polygons.Count(polygon => IsBeside(polygon.Select(point => point.X), width) || IsBeside(
            polygon.Select(point => point.Y),
            height));
        if (exclusiveOr)
        {
            Doubled = polygons.Count - Distinct().Count;
            foreach (var polygon in polygons)
                PolygonRaster.Toggle(plane, width, height, polygon);
            return;
        }
        var nodes = Nodes(width, height);
        var painted = plane.ToArray();
        foreach (var root in nodes.Where(node => node.Holders.Count == 0))
            root.Filled().ForEach((x, y) => painted[y * width + x] = 1);
        painted.CopyTo(plane);
    }

    /// <returns>Whether all corners lie before the first pixel of an axis, or all behind its last.</returns>
    private static bool IsBeside(IEnumerable<double> corners, int length) =>
        corners.All(at => at < -0.5) || corners.All(at => at > length - 0.5);

    private List<Node> Nodes(int width, int height)
    {
        var nodes = new List<Node>();
        var distinct = Distinct();
        Doubled = polygons.Count - distinct.Count;
        foreach (var polygon in distinct)
        {
            var fill = FilledPolygon.Of(width, height, polygon);
            if (fill.Count > 0 && nodes.TrueForAll(node => node.Fill.Count != fill.Count || node.Fill.Shared(fill) != fill.Count))
                nodes.Add(new(polygon, fill));
            else if (fill.Count > 0)
                Doubled++;
        }
        // a holder covers more pixels than what it holds
        nodes.Sort((a, b) => b.Fill.Count.CompareTo(a.Fill.Count));
        for (var i = 0; i < nodes.Count; i++)
            Place(nodes, i);
        return nodes;
    }

    private void Place(List<Node> nodes, int index)
    {
        var node = nodes[index];
        var crosses = false;
        for (var i = 0; i < index; i++)
        {
            var shared = nodes[i].Fill.Shared(node.Fill);
            if (shared == 0)
                continue;
            if (shared == node.Fill.Count && Holds(nodes[i].Polygon, node.Polygon))
                node.Holders.Add(nodes[i]);
            else
                crosses = true;
        }
        Overlapping += crosses ? 1 : 0;
        // a hole of the innermost only; of several that cross each other, of each
        foreach (var holder in node.Holders.Where(one => !node.Holders.Any(inner => inner.Holders.Contains(one))))
            holder.Inner.Add(node);
    }

    /// <returns>The contours, each once: equal ones are equal whichever point they start from and whichever way they run.</returns>
    private List<(double X, double Y)[]> Distinct()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return polygons.FindAll(polygon => seen.Add(Canonical(polygon)));
    }

    private static string Canonical((double X, double Y)[] polygon)
    {
        var points = polygon
            .Select(point => FormattableString.Invariant($"{Math.Round(point.X, 3) + 0.0}/{Math.Round(point.Y, 3) + 0.0}"))
            .ToList();
        for (var i = points.Count - 1; i >= 0 && points.Count > 1; i--)
        {
            if (points[i] == points[(i + 1) % points.Count])
                points.RemoveAt(i);
        }
        return new[] { points, Enumerable.Reverse(points).ToList() }.SelectMany(Turned).Min(StringComparer.Ordinal)!;
    }

    /// <summary>Started from each of the corners that come first in order: usually one.</summary>
    private static IEnumerable<string> Turned(List<string> points)
    {
        var first = points.Min(StringComparer.Ordinal);
        return points.Index().Where(point => point.Item == first).Select(point => string.Join(
            ' ',
            points.Skip(point.Index).Concat(points.Take(point.Index))));
    }

    private static bool Holds((double X, double Y)[] outer, (double X, double Y)[] inner) => inner.All(point => IsWithin(outer, point));

    private static bool IsWithin((double X, double Y)[] polygon, (double X, double Y) point)
    {
        var inside = false;
        for (var i = 0; i < polygon.Length; i++)
        {
            var (a, b) = (polygon[i], polygon[(i + 1) % polygon.Length]);
            if (DistanceSquared(a, b, point) <= Touching * Touching)
                return true;
            if (a.Y > point.Y != b.Y > point.Y && point.X < a.X + (point.Y - a.Y) / (b.Y - a.Y) * (b.X - a.X))
                inside = !inside;
        }
        return inside;
    }

    private static double DistanceSquared((double X, double Y) a, (double X, double Y) b, (double X, double Y) point)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var length = dx * dx + dy * dy;
        var along = length > 0 ? Math.Clamp(((point.X - a.X) * dx + (point.Y - a.Y) * dy) / length, 0, 1) : 0;
        var (ex, ey) = (point.X - a.X - along * dx, point.Y - a.Y - along * dy);
        return ex * ex + ey * ey;
    }

    /// <summary>One contour, the contours around it, and those directly in it.</summary>
    private sealed class Node((double X, double Y)[] polygon, FilledPolygon fill)
    {
        public (double X, double Y)[] Polygon => polygon;

        public FilledPolygon Fill => fill;

        public List<Node> Holders { get; } = [];

        public List<Node> Inner { get; } = [];

        public FilledPolygon Filled() => Inner.Count == 0 ? fill : fill.Without(Inner.Select(node => node.Filled()));
    }
}
