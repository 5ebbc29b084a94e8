namespace Seno.Imaging.Operators;

/// <summary>The smallest convex polyhedron around points.</summary>
/// <remarks>Quickhull (Barber, Dobkin and Huhdanpaa, ACM Trans. Math. Softw. 22, 1996) in whole numbers: whether a point lies above a face is never in doubt.</remarks>
internal sealed class ConvexHull
{
    private readonly List<Face> faces = [];

    /// <summary>The face that has an edge from one point to another in its own sense of rotation.</summary>
    private readonly Dictionary<(LatticePoint From, LatticePoint To), Face> owners = [];

    private ConvexHull()
    {
    }

    /// <returns>The corners of triangles, counter-clockwise seen from outside; null where all points lie in one plane.</returns>
    public static IReadOnlyList<(LatticePoint A, LatticePoint B, LatticePoint C)>? Of(IReadOnlyList<LatticePoint> points)
    {
        if (Simplex(points) is not { } simplex)
            return null;
        var hull = new ConvexHull();
        var (a, b, c, d) = simplex;
        Face[] first = [hull.Add(a, b, c), hull.Add(a, d, b), hull.Add(b, d, c), hull.Add(c, d, a)];
        Share(points, first);
        hull.Grow(new(first));
        return [.. hull.faces.Where(face => !face.Gone).Select(face => (face.A, face.B, face.C))];
    }

    /// <returns>Four points not in one plane, the last one below the triangle of the others.</returns>
    private static (LatticePoint A, LatticePoint B, LatticePoint C, LatticePoint D)? Simplex(IReadOnlyList<LatticePoint> points)
    {
        if (Triangle(points) is not { } triangle)
            return null;
        var (a, b, c) = triangle;
        var normal = LatticePoint.Normal(a, b, c);
        var d = points.MaxBy(point => Math.Abs(normal.Dot(point - a)));
        return normal.Dot(d - a) switch { 0 => null, < 0 => (a, b, c, d), _ => (a, c, b, d) };
    }

    /// <returns>Three points not on one line.</returns>
    public static (LatticePoint A, LatticePoint B, LatticePoint C)? Triangle(IReadOnlyList<LatticePoint> points)
    {
        if (points.Count < 3)
            return null;
        var a = points[0];
        var b = points.MaxBy(point => (point - a).Dot(point - a));
        var c = points.MaxBy(point => Squared(LatticePoint.Normal(a, b, point)));
        return LatticePoint.Normal(a, b, c) == default ? null : (a, b, c);
    }

    private static double Squared(LatticePoint vector) => (double)vector.X * vector.X + (double)vector.Y * vector.Y + (double)vector.Z * vector.Z;

    private Face Add(LatticePoint a, LatticePoint b, LatticePoint c)
    {
        var face = new Face(a, b, c);
        faces.Add(face);
        foreach (var edge in face.Edges)
            owners[edge] = face;
        return face;
    }

    private static void Share(IEnumerable<LatticePoint> points, IReadOnlyList<Face> among)
    {
        foreach (var point in points)
            among.FirstOrDefault(face => face.Height(point) > 0)?.Above.Add(point);
    }

    private void Grow(Stack<Face> open)
    {
        while (open.TryPop(out var face))
        {
            if (face.Gone || face.Above.Count == 0)
                continue;
            var eye = face.Above.MaxBy(face.Height);
            var visible = Visible(face, eye);
            foreach (var seen in visible)
                seen.Gone = true;
            var horizon = visible.SelectMany(seen => seen.Edges).Where(edge => !owners[(edge.To, edge.From)].Gone).ToArray();
            var cone = horizon.Select(edge => Add(edge.From, edge.To, eye)).ToArray();
            Share(visible.SelectMany(seen => seen.Above), cone);
            foreach (var added in cone)
                open.Push(added);
        }
    }

    private List<Face> Visible(Face start, LatticePoint eye)
    {
        var visible = new List<Face> { start };
        var known = new HashSet<Face> { start };
        for (var i = 0; i < visible.Count; i++)
        {
            foreach (var (from, to) in visible[i].Edges)
            {
                var beside = owners[(to, from)];
                if (beside.Height(eye) > 0 && known.Add(beside))
                    visible.Add(beside);
            }
        }
        return visible;
    }

    private sealed class Face(LatticePoint a, LatticePoint b, LatticePoint c)
    {
        private readonly LatticePoint normal = LatticePoint.Normal(a, b, c);

        public LatticePoint A => a;

        public LatticePoint B => b;

        public LatticePoint C => c;

        public bool Gone { get; set; }

        /// <value>The points above this face that no other one has taken on.</value>
        public List<LatticePoint> Above { get; } = [];

        public (LatticePoint From, LatticePoint To)[] Edges { get; } = [(a, b), (b, c), (c, a)];

        public long Height(LatticePoint point) => normal.Dot(point - a);
    }
}
