namespace Seno.Imaging.Operators;

/// <summary>The triangles in a cube for each of the 256 ways in which its corners can lie inside and outside.</summary>
/// <remarks>
/// Corner c lies at x = c &amp; 1, y = c >> 1 &amp; 1, z = c >> 2. Edge 4·axis + k starts at the k-th corner (in rising order) that is 0
/// along the axis. Nothing is tabulated by hand: each face joins the edge at which a run of its inside corners ends to the one at which
/// the run begins, and following these joints around the cube gives closed loops.
/// </remarks>
internal static class CubeCases
{
    /// <summary>Corners of the six faces, counter-clockwise seen from outside.</summary>
    private static readonly int[][] Faces = [[0, 4, 6, 2], [1, 3, 7, 5], [0, 1, 5, 4], [2, 6, 7, 3], [0, 2, 3, 1], [4, 5, 7, 6]];

    /// <value>Per case, three edges for each triangle.</value>
    public static byte[][] Triangles { get; } = [.. Enumerable.Range(0, 256).Select(Fans)];

    private static byte[] Fans(int inside)
    {
        var next = Joints(inside);
        var fans = new List<byte>();
        while (next.Count > 0)
        {
            var loop = new List<int>();
            for (var edge = next.Keys.Min(); next.Remove(edge, out var following); edge = following)
                loop.Add(edge);
            for (var i = 2; i < loop.Count; i++)
                fans.AddRange([(byte)loop[0], (byte)loop[i], (byte)loop[i - 1]]);
        }
        return [.. fans];
    }

    private static Dictionary<int, int> Joints(int inside)
    {
        var next = new Dictionary<int, int>();
        foreach (var face in Faces)
        {
            for (var i = 0; i < 4; i++)
            {
                if (!Inside(face[i]) || Inside(face[(i + 1) % 4]))
                    continue;
                var first = i;
                while (Inside(face[(first + 3) % 4]))
                    first = (first + 3) % 4;
                next[Edge(face[i], face[(i + 1) % 4])] = Edge(face[(first + 3) % 4], face[first]);
            }
        }
        return next;

        bool Inside(int corner) => (inside >> corner & 1) != 0;
    }

    private static int Edge(int a, int b)
    {
        var axis = (a ^ b) switch { 1 => 0, 2 => 1, _ => 2 };
        var start = Math.Min(a, b);
        var rank = axis switch { 0 => start >> 1, 1 => (start & 1) | start >> 1 & 2, _ => start };
        return 4 * axis + rank;
    }
}
