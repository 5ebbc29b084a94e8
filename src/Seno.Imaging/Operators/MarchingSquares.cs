using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>The lines along which a slice, linear along the grid's edges, has a given value.</summary>
/// <remarks>
/// Has the points of scikit-image's find_contours, the greater on the other side. Where the corners of a square alternate, those above the
/// level are kept apart. Squares with a NaN are left out.
/// </remarks>
public static class MarchingSquares
{
    private const int None = -1;

    /// <param name="image">The image; it is not changed.</param>
    /// <param name="level">In the image's unit; inside is what is greater.</param>
    /// <param name="z">The slice. Default the first.</param>
    /// <returns>Open lines first, then closed ones, in the order of their first points in memory.</returns>
    /// <exception cref="ArgumentException">The level is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such slice.</exception>
    public static IReadOnlyList<Contour> Contours(Volume<float> image, float level, int z = 0)
    {
        if (!float.IsFinite(level))
            throw new ArgumentException("must be finite", nameof(level));
        ArgumentOutOfRangeException.ThrowIfNegative(z);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(z, image.Size.Z);
        var slice = new Slice(image, level, z);
        var next = slice.Joints();
        return [.. Lines(slice, next, closed: false), .. Lines(slice, next, closed: true)];
    }

    private static IEnumerable<Contour> Lines(Slice slice, int[] next, bool closed)
    {
        var starts = new bool[next.Length];
        for (var edge = 0; edge < next.Length; edge++)
            starts[edge] = next[edge] != None;
        for (var edge = 0; !closed && edge < next.Length; edge++)
        {
            if (next[edge] != None)
                starts[next[edge]] = false;
        }
        for (var start = 0; start < next.Length; start++)
        {
            if (!starts[start] || next[start] == None)
                continue;
            var points = new List<(double X, double Y)>();
            for (var edge = start; edge != None;)
            {
                var point = slice.Point(edge);
                // A voxel exactly at the level gives the same point on several edges.
                if (points.Count == 0 || points[^1] != point)
                    points.Add(point);
                (edge, next[edge]) = (next[edge], None);
                if (closed && edge == start)
                    break;
            }
            if (closed && points[0] == points[^1])
                points.RemoveAt(points.Count - 1);
            if (points.Count > 1)
                yield return new([.. points], closed);
        }
    }

    /// <summary>Edge 2i runs from voxel i to the one after it along x, edge 2i + 1 to the one after it along y.</summary>
    private sealed class Slice(Volume<float> image, float level, int z)
    {
        private readonly int width = image.Size.X;
        private readonly float[] values = image.Array.AsSpan(z * image.Size.X * image.Size.Y, image.Size.X * image.Size.Y).ToArray();

        /// <returns>For each edge the one that its line goes on to; a line crosses an edge once.</returns>
        [MethodImpl(Hot.Loop)]
        public int[] Joints()
        {
            var next = new int[2 * values.Length];
            Array.Fill(next, None);
            for (var row = 0; row + width < values.Length; row += width)
            {
                for (var i = row; i + 1 < row + width; i++)
                {
                    var (a, b, c, d) = (values[i], values[i + 1], values[i + width + 1], values[i + width]);
                    var inside = (a > level ? 1 : 0) | (b > level ? 2 : 0) | (c > level ? 4 : 0) | (d > level ? 8 : 0);
                    if (inside is 0 or 15 || float.IsNaN(a + b + c + d))
                        continue;
                    var (top, right, bottom, left) = (2 * i, 2 * i + 3, 2 * (i + width), 2 * i + 1);
                    Join(next, inside, top, right, bottom, left);
                }
            }
            return next;
        }

        public (double X, double Y) Point(int edge)
        {
            var (voxel, along) = (edge / 2, edge % 2 == 0 ? 1 : width);
            var share = ((double)level - values[voxel]) / ((double)values[voxel + along] - values[voxel]);
            var (x, y) = (voxel % width, voxel / width);
            return ((along == 1 ? x + share : x) * image.Geometry.Spacing.X, (along == 1 ? y : y + share) * image.Geometry.Spacing.Y);
        }

        /// <summary>With the inside on the right: corners a, b, c, d are bits 1, 2, 4, 8, clockwise from the first.</summary>
        private static void Join(int[] next, int inside, int top, int right, int bottom, int left)
        {
            switch (inside)
            {
                case 1: next[top] = left; break;
                case 2: next[right] = top; break;
                case 3: next[right] = left; break;
                case 4: next[bottom] = right; break;
                case 5: (next[top], next[bottom]) = (left, right); break;
                case 6: next[bottom] = top; break;
                case 7: next[bottom] = left; break;
                case 8: next[left] = bottom; break;
                case 9: next[top] = bottom; break;
                case 10: (next[right], next[left]) = (top, bottom); break;
                case 11: next[right] = bottom; break;
                case 12: next[left] = right; break;
                case 13: next[top] = right; break;
                case 14: next[left] = top; break;
            }
        }
    }
}
