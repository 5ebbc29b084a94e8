using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Seno.Imaging.Operators;

/// <summary>One distance transform: along x and y plane by plane while a plane is in the cache, then along z.</summary>
/// <remarks>Until the last axis is done a voxel of the result holds, as bits, the steps along x (low half) and y (high half) to its nearest seed.</remarks>
internal sealed class DistanceWork
{
    private const int Lines = 16;
    private const int None = -1;
    private const int LongestSide = 65_534;

    private readonly byte[] mask;
    private readonly bool seedsAreForeground;
    private readonly bool squared;
    private readonly Geometry geometry;
    private readonly Size3 size;
    private readonly Vector3 spacing;

    /// <exception cref="ArgumentException">A side is longer than 65,534 voxels.</exception>
    public DistanceWork(Volume<byte> mask, bool seedsAreForeground, bool squared)
    {
        (this.mask, this.seedsAreForeground, this.squared, geometry) = (mask.Array, seedsAreForeground, squared, mask.Geometry);
        var (own, mm) = (geometry.Size, geometry.Spacing);
        if (Math.Max(own.X, Math.Max(own.Y, own.Z)) > LongestSide)
            throw new ArgumentException($"a side of {own} is longer than {LongestSide} voxels", nameof(mask));
        // The rows of a single slice are taken for planes, so that threads can share them.
        (size, spacing) = own.Z == 1 ? (new(own.X, 1, own.Y), new(mm.X, mm.Z, mm.Y)) : (own, mm);
    }

    public Volume<float> Run(int threads)
    {
        var result = Grid.Unwritten<float>(geometry);
        var area = size.X * size.Y;
        Pieces.ForEach(size.Z, threads, () => new Envelope(size.Y, spacing.Y), (z, envelope) =>
            InPlane(mask.AsSpan(z * area, area), Steps(result).Slice(z * area, area), envelope));
        Pieces.ForEach((area + Lines - 1) / Lines, threads, () => new Envelope(size.Z, spacing.Z), (bundle, envelope) =>
            ThroughPlanes(Steps(result), bundle * Lines, envelope));
        return result;
    }

    private static Span<int> Steps(Volume<float> result) => MemoryMarshal.Cast<float, int>(result.Span);

    private void InPlane(ReadOnlySpan<byte> voxels, Span<int> steps, Envelope envelope)
    {
        for (var y = 0; y < size.Y; y++)
            AlongX(voxels.Slice(y * size.X, size.X), steps.Slice(y * size.X, size.X));
        if (size.Y == 1)
            return;
        for (var x = 0; x < size.X; x += Lines)
        {
            var lanes = Math.Min(Lines, size.X - x);
            if (!envelope.Load(steps, x, size.X, lanes))
                continue;
            for (var lane = 0; lane < lanes; lane++)
                AlongY(envelope, lane);
            envelope.Store(steps, x, size.X, lanes);
        }
    }

    [MethodImpl(Hot.Loop)]
    private void AlongX(ReadOnlySpan<byte> row, Span<int> steps)
    {
        var other = seedsAreForeground ? row.IndexOfAnyExcept((byte)0) : row.IndexOf((byte)0);
        steps[..(other < 0 ? steps.Length : other)].Fill(None);
        if (other < 0)
            return;
        var last = other;
        for (var x = other; x < row.Length; x++)
        {
            if (row[x] != 0 == seedsAreForeground)
                last = x;
            steps[x] = x - last;
        }
        for (var x = last - 1; x >= 0; x--)
        {
            if (steps[x] == 0)
                last = x;
            else if ((uint)(last - x) < (uint)steps[x])
                steps[x] = last - x;
        }
    }

    [MethodImpl(Hot.Loop)]
    private void AlongY(Envelope envelope, int lane)
    {
        var (codes, heights) = (envelope.Codes, envelope.Heights);
        for (var y = 0; y < codes.Length; y++)
        {
            codes[y] = envelope.Line[y * Lines + lane];
            var x = codes[y] * spacing.X;
            heights[y] = codes[y] == None ? double.PositiveInfinity : x * x;
        }
        envelope.Build();
        for (var parabola = 0; parabola < envelope.Count; parabola++)
        {
            var (vertex, start, end) = envelope.Reach(parabola);
            for (var y = start; y < end; y++)
                envelope.Line[y * Lines + lane] = codes[vertex] | Math.Abs(y - vertex) << 16;
        }
    }

    private void ThroughPlanes(Span<int> steps, int first, Envelope envelope)
    {
        var area = size.X * size.Y;
        var lanes = Math.Min(Lines, area - first);
        if (envelope.Load(steps, first, area, lanes))
        {
            for (var lane = 0; lane < lanes; lane++)
                AlongZ(envelope, lane);
        }
        else
        {
            // all seeds are zeros, as bits and as a distance
            if (steps[first] != 0)
                envelope.Line.AsSpan().Fill(BitConverter.SingleToInt32Bits(float.PositiveInfinity));
        }
        envelope.Store(steps, first, area, lanes);
    }

    [MethodImpl(Hot.Loop)]
    private void AlongZ(Envelope envelope, int lane)
    {
        var (line, heights) = (envelope.Line, envelope.Heights);
        for (var z = 0; z < heights.Length; z++)
        {
            var code = line[z * Lines + lane];
            var (x, y) = ((code & 0xFFFF) * spacing.X, (code >>> 16) * spacing.Y);
            heights[z] = code == None ? double.PositiveInfinity : x * x + y * y;
        }
        envelope.Build();
        for (var parabola = 0; parabola < envelope.Count; parabola++)
        {
            var (vertex, start, end) = envelope.Reach(parabola);
            for (var z = start; z < end; z++)
            {
                var step = (z - vertex) * spacing.Z;
                var distance = step * step + heights[vertex];
                line[z * Lines + lane] = BitConverter.SingleToInt32Bits((float)(squared ? distance : Math.Sqrt(distance)));
            }
        }
        if (envelope.Count == 0)
        {
            for (var at = lane; at < line.Length; at += Lines)
                line[at] = BitConverter.SingleToInt32Bits(float.PositiveInfinity);
        }
    }

    /// <summary>The lower envelope of one line's parabolas, beside the bundle of neighbouring lines it is taken from.</summary>
    private sealed class Envelope
    {
        private readonly int[] vertices;
        private readonly int[] starts;
        private readonly double[] slopes;

        public Envelope(int length, double spacing)
        {
            Line = new int[length * Lines];
            (Codes, Heights, vertices, starts) = (new int[length], new double[length], new int[length], new int[length + 1]);
            slopes = [.. Enumerable.Range(0, length).Select(apart => apart == 0 ? 0 : 0.5 / (spacing * spacing * apart))];
        }

        /// <value>[position][line of the bundle]</value>
        public int[] Line { get; }

        public int[] Codes { get; }

        /// <value>The parabolas' heights at their vertices, one at each position; infinite: none.</value>
        public double[] Heights { get; }

        /// <value>How many parabolas make the envelope.</value>
        public int Count { get; private set; }

        /// <returns>Where a parabola of the envelope has its vertex, and the positions at which it is the lowest: start..end.</returns>
        public (int Vertex, int Start, int End) Reach(int parabola) => (vertices[parabola], starts[parabola], starts[parabola + 1]);

        /// <returns>Whether there is anything to do: not where every voxel is a seed, nor where none is in reach.</returns>
        [MethodImpl(Hot.Loop)]
        public bool Load(ReadOnlySpan<int> source, int first, int stride, int lanes)
        {
            for (var i = 0; i < Heights.Length; i++)
                source.Slice(first + i * stride, lanes).CopyTo(Line.AsSpan(i * Lines));
            for (var i = 0; lanes < Lines && i < Heights.Length; i++)
                Line.AsSpan(i * Lines + lanes, Lines - lanes).Fill(Line[i * Lines]);
            return Line[0] is not (0 or None) || Line.AsSpan().ContainsAnyExcept(Line[0]);
        }

        [MethodImpl(Hot.Loop)]
        public void Store(Span<int> target, int first, int stride, int lanes)
        {
            for (var i = 0; i < Heights.Length; i++)
                Line.AsSpan(i * Lines, lanes).CopyTo(target.Slice(first + i * stride, lanes));
        }

        [MethodImpl(Hot.Loop)]
        public void Build()
        {
            var (heights, count) = (Heights, 0);
            for (var i = 0; i < heights.Length; i++)
            {
                if (double.IsPositiveInfinity(heights[i]))
                    continue;
                var start = 0;
                while (count > 0 && (start = Overtakes(vertices[count - 1], i)) <= starts[count - 1])
                    count--;
                if (count == 0)
                    start = 0;
                if (start >= heights.Length)
                    continue;
                (vertices[count], starts[count]) = (i, start);
                count++;
            }
            starts[count] = heights.Length;
            Count = count;
        }

        /// <returns>The first position at which the later parabola is as low as the earlier.</returns>
        private int Overtakes(int earlier, int later)
        {
            var crossing = 0.5 * (earlier + later) + (Heights[later] - Heights[earlier]) * slopes[later - earlier];
            return crossing >= Heights.Length ? Heights.Length : (int)Math.Ceiling(crossing);
        }
    }
}
