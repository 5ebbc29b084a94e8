using Seno.Imaging;

namespace Seno.Evaluation.Distance;

/// <summary>Length (2-D) or area (3-D) of the boundary inside each cell between voxel centres, by which of its corners are inside.</summary>
/// <remarks>
/// The surface passes through the midpoints of edges between an inside and an outside corner, as marching squares and cubes draw it, and
/// as DeepMind's surface-distance weighs its surfels. Where a face is ambiguous, inside corners are kept apart. A loop of midpoints that
/// is not plane is measured as the fan from its centre.
/// </remarks>
internal static class SurfaceElementArea
{
    /// <returns>16 lengths; bit 0 is (0,0), bit 1 (1,0), bit 2 (0,1), bit 3 (1,1) as (x, y).</returns>
    public static double[] Lengths(Vector3 spacing) => [.. Enumerable.Range(0, 16).Select(code =>
        Segments(code, [0, 1, 3, 2]).Sum(segment => Point(segment.From, spacing).DistanceTo(Point(segment.To, spacing))))];

    /// <returns>256 areas; bit x + 2 y + 4 z is corner (x, y, z).</returns>
    public static double[] Areas(Vector3 spacing) => [.. Enumerable.Range(0, 256).Select(code => Loops(code).Sum(loop => FanArea([.. loop.Select(edge => Point(edge, spacing))])))];

    /// <summary>The six faces, corners in order around each.</summary>
    private static readonly int[][] Faces = [[0, 1, 3, 2], [4, 5, 7, 6], [0, 1, 5, 4], [2, 3, 7, 6], [0, 2, 6, 4], [1, 3, 7, 5]];

    private static IEnumerable<List<(int, int)>> Loops(int code)
    {
        var left = Faces.SelectMany(face => Segments(code, face)).ToList();
        while (left.Count > 0)
        {
            var loop = new List<(int, int)> { left[0].From };
            var end = left[0].To;
            left.RemoveAt(0);
            while (end != loop[0])
            {
                loop.Add(end);
                var next = left.FindIndex(segment => segment.From == end || segment.To == end);
                end = left[next].From == end ? left[next].To : left[next].From;
                left.RemoveAt(next);
            }
            yield return loop;
        }
    }

    /// <summary>Lines on one face: one around every run of inside corners.</summary>
    private static IEnumerable<((int, int) From, (int, int) To)> Segments(int code, int[] corners)
    {
        bool Inside(int i) => (code >> corners[i & 3] & 1) == 1;
        for (var i = 0; i < 4; i++)
        {
            if (!Inside(i) || Inside(i + 3))
                continue;
            var last = i;
            while (Inside(last + 1) && last < i + 3)
                last++;
            yield return (Edge(corners[(i + 3) & 3], corners[i & 3]), Edge(corners[last & 3], corners[(last + 1) & 3]));
        }
    }

    private static (int, int) Edge(int a, int b) => (Math.Min(a, b), Math.Max(a, b));

    private static Vector3 Point((int A, int B) edge, Vector3 spacing) => new(
        ((edge.A & 1) + (edge.B & 1)) * spacing.X / 2,
        ((edge.A >> 1 & 1) + (edge.B >> 1 & 1)) * spacing.Y / 2,
        ((edge.A >> 2 & 1) + (edge.B >> 2 & 1)) * spacing.Z / 2);

    private static double FanArea(Vector3[] loop)
    {
        var centre = 1.0 / loop.Length * loop.Aggregate((sum, point) => sum + point);
        return loop.Select((point, i) => TriangleArea(point + -1 * centre, loop[(i + 1) % loop.Length] + -1 * centre)).Sum();
    }

    private static double TriangleArea(Vector3 a, Vector3 b) =>
        new Vector3(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X).Length / 2;

    private static double DistanceTo(this Vector3 a, Vector3 b) => (a + -1 * b).Length;
}
