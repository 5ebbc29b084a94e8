namespace Seno.Imaging.Operators;

/// <summary>Outlines of a mask along the edges of its pixels, so that filling them gives the mask back exactly.</summary>
public static class MaskContours
{
    // right, down, left, up, in the order of right turns (y grows downwards)
    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    /// <param name="plane">width × height, x fastest; foreground is what is not 0.</param>
    /// <param name="width">Pixels along x.</param>
    /// <param name="height">Pixels along y.</param>
    /// <returns>
    /// Closed polygons in pixels, (0, 0) the centre of the first, without corners on straight edges. Outer outlines turn to the right, those of
    /// holes to the left; pixels that touch at a corner only have outlines of their own.
    /// </returns>
    public static IReadOnlyList<(double X, double Y)[]> Of(ReadOnlySpan<byte> plane, int width, int height)
    {
        var edges = Edges(plane, width, height);
        var contours = new List<(double X, double Y)[]>();
        for (var corner = 0; corner < edges.Length; corner++)
        {
            while (edges[corner] != 0)
                contours.Add(Trace(edges, corner, width + 1));
        }
        return contours;
    }

    /// <summary>For each pixel corner a bit for every edge that leaves it with foreground on its right.</summary>
    private static byte[] Edges(ReadOnlySpan<byte> plane, int width, int height)
    {
        var edges = new byte[(width + 1) * (height + 1)];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (plane[y * width + x] == 0)
                    continue;
                var corner = y * (width + 1) + x;
                if (y == 0 || plane[(y - 1) * width + x] == 0)
                    edges[corner] |= 1;
                if (x == width - 1 || plane[y * width + x + 1] == 0)
                    edges[corner + 1] |= 2;
                if (y == height - 1 || plane[(y + 1) * width + x] == 0)
                    edges[corner + width + 2] |= 4;
                if (x == 0 || plane[y * width + x - 1] == 0)
                    edges[corner + width + 1] |= 8;
            }
        }
        return edges;
    }

    private static (double X, double Y)[] Trace(byte[] edges, int start, int stride)
    {
        var corners = new List<(double, double)>();
        var corner = start;
        var direction = -1;
        do
        {
            var next = Next(edges[corner], direction);
            if (next != direction)
                corners.Add((corner % stride - 0.5, corner / stride - 0.5));
            edges[corner] &= (byte)~(1 << next);
            corner += Steps[next].X + stride * Steps[next].Y;
            direction = next;
        }
        while (corner != start || edges[corner] != 0 && Next(edges[corner], direction) == Turn(direction, 1));
        return [.. corners];
    }

    /// <summary>To the right where it can: so the outline stays with its pixel.</summary>
    private static int Next(byte leaving, int direction)
    {
        if (direction < 0)
            return System.Numerics.BitOperations.TrailingZeroCount(leaving);
        foreach (var turn in (ReadOnlySpan<int>)[1, 0, 3])
        {
            if ((leaving >> Turn(direction, turn) & 1) != 0)
                return Turn(direction, turn);
        }
        throw new InvalidOperationException("an outline does not close");
    }

    private static int Turn(int direction, int quarter) => (direction + quarter) % 4;
}
