using System.Numerics;
using Vector3 = Seno.Imaging.Vector3;

namespace Seno.Evaluation.Distance;

/// <summary>Length (2-D) or area (3-D) of the boundary inside each cell between voxel centres, by which of its corners are inside.</summary>
/// <remarks>
/// The surface passes through the midpoints of edges between an inside and an outside corner, as marching squares and cubes draw it. The
/// areas equal those by which DeepMind's surface-distance weighs its surfels: a cell and its negative have one surface, that of whichever
/// has fewer corners (Lorensen and Cline, Computer Graphics 21, 1987), where a face is ambiguous these corners are kept apart, and a
/// loop of midpoints that is not plane is cut into the triangles that have the largest area in a cube.
/// </remarks>
internal static class SurfaceElementArea
{
    private static readonly Vector3 Cube = new(1, 1, 1);

    /// <summary>The six faces, corners in order around each.</summary>
    private static readonly int[][] Faces = [[0, 1, 3, 2], [4, 5, 7, 6], [0, 1, 5, 4], [2, 3, 7, 6], [0, 2, 6, 4], [1, 3, 7, 5]];

    /// <summary>Per case, its triangles, each as three edges between two corners.</summary>
    private static readonly (int, int)[][][] Triangles = [.. Enumerable.Range(0, 256).Select(code => Loops(Fewer(code)).SelectMany(Largest).ToArray())];

    /// <returns>16 lengths; bit 0 is (0,0), bit 1 (1,0), bit 2 (0,1), bit 3 (1,1) as (x, y).</returns>
    public static double[] Lengths(Vector3 spacing) => [.. Enumerable.Range(0, 16).Select(code =>
        Segments(code, Faces[0]).Sum(segment => (Point(segment.To, spacing) - Point(segment.From, spacing)).Length))];

    /// <returns>256 areas; bit x + 2 y + 4 z is corner (x, y, z).</returns>
    public static double[] Areas(Vector3 spacing) => [.. Triangles.Select(triangles => triangles.Sum(triangle => Area(triangle, spacing)))];

    private static int Fewer(int code) => BitOperations.PopCount((uint)code) <= 4 ? code : ~code & 255;

    private static IEnumerable<(int, int)[]> Loops(int code)
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
            yield return [.. loop];
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

    private static (int, int)[][] Largest((int, int)[] loop) => Cuts(loop).MaxBy(triangles => triangles.Sum(triangle => Area(triangle, Cube)))!;

    /// <summary>Every way to cut a loop into triangles.</summary>
    private static IEnumerable<(int, int)[][]> Cuts((int, int)[] loop)
    {
        if (loop.Length < 3)
            return [[]];
        return from apex in Enumerable.Range(1, loop.Length - 2)
               from before in Cuts(loop[..(apex + 1)])
               from after in Cuts(loop[apex..])
               select before.Concat(after).Append([loop[0], loop[apex], loop[^1]]).ToArray();
    }

    private static double Area((int, int)[] triangle, Vector3 spacing)
    {
        var first = Point(triangle[0], spacing);
        return (Point(triangle[1], spacing) - first).Cross(Point(triangle[2], spacing) - first).Length / 2;
    }

    private static Vector3 Point((int A, int B) edge, Vector3 spacing) => new(
        ((edge.A & 1) + (edge.B & 1)) * spacing.X / 2,
        ((edge.A >> 1 & 1) + (edge.B >> 1 & 1)) * spacing.Y / 2,
        ((edge.A >> 2 & 1) + (edge.B >> 2 & 1)) * spacing.Z / 2);
}
