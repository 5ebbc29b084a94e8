namespace Seno.Imaging.Operators;

/// <summary>The voxels whose centres lie in the convex hull of a mask.</summary>
/// <remarks>
/// In whole numbers, so that a centre on the hull belongs to it whatever the slope; in voxels, so the spacing plays no part. Agrees with
/// scikit-image's convex_hull_image, which gives up on voxels that lie in one plane or on one line; here they have a hull too.
/// </remarks>
public static class ConvexHullMask
{
    /// <param name="mask">Foreground is what is not 0; it is not changed.</param>
    /// <param name="ofFaces">The hull of the centres of the voxels' faces (scikit-image's offset_coordinates, there the default) rather than of the voxels' own.</param>
    /// <returns>1 in the hull, 0 elsewhere; an empty mask gives an empty mask.</returns>
    public static Volume<byte> Of(Volume<byte> mask, bool ofFaces = false)
    {
        var result = new Volume<byte>(mask.Geometry);
        var points = Corners(mask, ofFaces);
        var scale = ofFaces ? 2 : 1;
        if (ConvexHull.Of(points) is { } triangles)
            new HullRaster(result, 0, scale).FillBetween(triangles);
        else if (ConvexHull.Triangle(points) is var (a, b, c))
            FillPolygon(result, points, LatticePoint.Normal(a, b, c), scale);
        else if (points.Count > 0)
            FillLine(result, points[0], points.MaxBy(point => (point - points[0]).Dot(point - points[0])), scale);
        return result;
    }

    /// <summary>Candidates for the hull's corners, in half voxels where they are faces: the corners of each plane's own hull.</summary>
    private static IReadOnlyList<LatticePoint> Corners(Volume<byte> mask, bool ofFaces)
    {
        LatticePoint[] steps = (ofFaces, mask.Geometry.Dimensions) switch
        {
            (false, _) => [default],
            (true, 2) => [new(-1, 0, 0), new(1, 0, 0), new(0, -1, 0), new(0, 1, 0)],
            (true, _) => [new(-1, 0, 0), new(1, 0, 0), new(0, -1, 0), new(0, 1, 0), new(0, 0, -1), new(0, 0, 1)],
        };
        var (size, scale) = (mask.Size, ofFaces ? 2 : 1);
        var planes = new SortedDictionary<long, List<LatticePoint>>();
        for (var row = 0; row < size.Y * size.Z; row++)
        {
            var line = mask.Span.Slice(row * size.X, size.X);
            var first = line.IndexOfAnyExcept((byte)0);
            if (first < 0)
                continue;
            foreach (var x in (ReadOnlySpan<int>)[first, line.LastIndexOfAnyExcept((byte)0)])
            {
                foreach (var step in steps)
                {
                    var point = new LatticePoint(scale * x, scale * (row % size.Y), scale * (row / size.Y)) + step;
                    if (!planes.TryGetValue(point.Z, out var plane))
                        planes.Add(point.Z, plane = []);
                    plane.Add(point);
                }
            }
        }
        return [.. planes.Values.SelectMany(plane => PlanarHull.Of(plane, point => (point.X, point.Y)))];
    }

    private static void FillPolygon(Volume<byte> result, IReadOnlyList<LatticePoint> points, LatticePoint normal, int scale)
    {
        // Any axis the plane is not parallel to will do.
        var axis = normal.Z != 0 ? 2 : normal.Y != 0 ? 1 : 0;
        var (u, v) = ((axis + 1) % 3, (axis + 2) % 3);
        var corners = PlanarHull.Of(points, point => (point[u], point[v]));
        new HullRaster(result, axis, scale).FillFlat([.. Enumerable.Range(1, corners.Count - 2).Select(i => (corners[0], corners[i], corners[i + 1]))]);
    }

    private static void FillLine(Volume<byte> result, LatticePoint from, LatticePoint to, int scale)
    {
        var way = to - from;
        var parts = Math.Max(1, (long)System.Numerics.BigInteger.GreatestCommonDivisor(System.Numerics.BigInteger.GreatestCommonDivisor(way.X, way.Y), way.Z));
        for (var i = 0L; i <= parts; i++)
        {
            var at = from + new LatticePoint(way.X / parts * i, way.Y / parts * i, way.Z / parts * i);
            if (at.X % scale == 0 && at.Y % scale == 0 && at.Z % scale == 0)
                result[(int)(at.X / scale), (int)(at.Y / scale), (int)(at.Z / scale)] = 1;
        }
    }
}
