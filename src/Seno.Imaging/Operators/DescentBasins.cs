using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>The basins of a flood in which every minimum is a seed, without the flood.</summary>
/// <remarks>
/// Such a flood comes to voxels in the order of their values, so each joins the lowest of its neighbours, which was there first: a
/// question to the neighbours only, and then a walk downhill. Of equally low neighbours the flood's queue prefers the one that was
/// pushed first, which comparing the ways down to the two tells. Inside plateaus that is not enough; there the flood itself must be run.
/// </remarks>
internal sealed class DescentBasins
{
    private const byte NoWay = 255, ManyWays = 254;

    private readonly float[] values;
    private readonly int[] labels;
    private readonly Size3 size;
    private readonly int threads;
    private readonly (int X, int Y, int Z)[] directions;
    private readonly int[] steps;

    /// <summary>The direction from each voxel to the neighbour it joins.</summary>
    private readonly byte[] ways;

    private DescentBasins(Volume<float> image, Volume<int> labels, Connectivity connectivity, int threads)
    {
        (values, this.labels, size, this.threads) = (image.Array, labels.Array, image.Size, threads);
        directions = [.. new Neighbourhood(size, connectivity).Directions];
        steps = [.. directions.Select(way => way.X + size.X * (way.Y + size.Y * way.Z))];
        ways = GC.AllocateUninitializedArray<byte>(values.Length);
    }

    /// <param name="labels">The minima's labels; then the basins.</param>
    /// <returns>False, and nothing done, where a plateau needs the flood.</returns>
    public static bool TryRun(Volume<float> image, Volume<int> labels, Connectivity connectivity, int threads)
    {
        var basins = new DescentBasins(image, labels, connectivity, threads);
        if (!basins.FindWays())
            return false;
        for (var voxel = Array.IndexOf(basins.ways, ManyWays); voxel >= 0; voxel = Array.IndexOf(basins.ways, ManyWays, voxel))
            basins.Choose(voxel);
        Pieces.ForRanges(labels.Array.Length, 1 << 14, threads, basins.Descend);
        return true;
    }

    private bool FindWays()
    {
        var plateaus = 0;
        Pieces.ForEach(checked(size.Y * size.Z), threads, () => new PaddedRows(values, size), (row, rows) =>
        {
            if (!FindWays(row, rows))
                Interlocked.Exchange(ref plateaus, 1);
        });
        return plateaus == 0;
    }

    [MethodImpl(Hot.Loop)]
    private bool FindWays(int row, PaddedRows rows)
    {
        var (y, z, clear) = (row % size.Y, row / size.Y, true);
        rows.Read(y, z);
        Span<int> lane = stackalloc int[LineBundle.Lines];
        for (var x = 0; x < size.X; x += LineBundle.Lines)
        {
            var (lowest, way, tied) = Lowest(rows, x);
            way.CopyTo(lane);
            var equal = Vector512.Equals(lowest, rows.Own(x)).ExtractMostSignificantBits();
            for (var i = 0; i < Math.Min(LineBundle.Lines, size.X - x); i++)
            {
                var voxel = row * size.X + x + i;
                var isTied = (tied >> i & 1) != 0;
                // Equal neighbours alone, and several: inside a plateau.
                clear &= !(isTied && (equal >> i & 1) != 0 && labels[voxel] == 0);
                ways[voxel] = labels[voxel] != 0 ? NoWay : isTied ? ManyWays : (byte)lane[i];
            }
        }
        return clear;
    }

    /// <returns>Of sixteen voxels: their lowest neighbours' values, the directions to them, and, as bits, whether two are equally low.</returns>
    [MethodImpl(Hot.Loop)]
    private (Vector512<float> Value, Vector512<int> Way, ulong Tied) Lowest(PaddedRows rows, int x)
    {
        var (lowest, way, tied) = (Vector512.Create(float.PositiveInfinity), Vector512<int>.Zero, Vector512<float>.Zero);
        for (var i = 0; i < directions.Length; i++)
        {
            var (dx, dy, dz) = directions[i];
            var value = rows.Near(dy, dz, x + dx);
            var (lower, same) = (Vector512.LessThan(value, lowest), Vector512.Equals(value, lowest));
            tied = Vector512.AndNot(tied, lower) | same;
            way = Vector512.ConditionalSelect(lower.AsInt32(), Vector512.Create(i), way);
            lowest = Vector512.MinNative(value, lowest);
        }
        return (lowest, way, tied.ExtractMostSignificantBits());
    }

    /// <summary>Settles which of its equally low neighbours a voxel joins.</summary>
    private void Choose(int voxel)
    {
        var (best, lowest) = (NoWay, float.PositiveInfinity);
        for (byte way = 0; way < directions.Length; way++)
        {
            if (!Leads(voxel, way))
                continue;
            var other = voxel + steps[way];
            var value = LevelQueue.Number(values[other]);
            if (best == NoWay || value < lowest || (value == lowest && WasPushedFirst(other, voxel + steps[best])))
                (best, lowest) = (way, value);
        }
        ways[voxel] = best;
    }

    private bool Leads(int voxel, int way)
    {
        var (dx, dy, dz) = directions[way];
        var row = voxel / size.X;
        return (uint)(voxel % size.X + dx) < (uint)size.X && (uint)(row % size.Y + dy) < (uint)size.Y && (uint)(row / size.Y + dz) < (uint)size.Z;
    }

    /// <summary>Of two voxels of equal value.</summary>
    private bool WasPushedFirst(int a, int b)
    {
        while (true)
        {
            if (IsSeed(a) || IsSeed(b))
                return IsSeed(a) && (!IsSeed(b) || a < b);
            var (from, other) = (Next(a), Next(b));
            if (from == other)
                return FromBehind(ways[a]) < FromBehind(ways[b]);
            if (values[from] != values[other])
                return values[from] < values[other];
            (a, b) = (from, other);
        }
    }

    private bool IsSeed(int voxel) => ways[voxel] == NoWay;

    private int Next(int voxel)
    {
        if (ways[voxel] == ManyWays)
            Choose(voxel);
        return voxel + steps[ways[voxel]];
    }

    /// <returns>The direction seen from the neighbour it leads to.</returns>
    private int FromBehind(int way)
    {
        var (dx, dy, dz) = directions[way];
        return Array.IndexOf(directions, (-dx, -dy, -dz));
    }

    /// <summary>Threads may walk the same way; they write the same labels.</summary>
    [MethodImpl(Hot.Loop)]
    private void Descend(int start, int end)
    {
        for (var voxel = start; voxel < end; voxel++)
        {
            var at = voxel;
            while (Volatile.Read(ref labels[at]) == 0)
                at += steps[ways[at]];
            var label = labels[at];
            for (at = voxel; labels[at] == 0; at += steps[ways[at]])
                labels[at] = label;
        }
    }

    /// <summary>A row and the eight around it, with positive infinity beyond the grid.</summary>
    private sealed class PaddedRows(float[] values, Size3 size)
    {
        private readonly float[][] rows = [.. Enumerable.Range(0, 9).Select(_ => new float[size.X + 2 + LineBundle.Lines])];

        [MethodImpl(Hot.Loop)]
        public void Read(int y, int z)
        {
            for (var i = 0; i < 9; i++)
            {
                var (otherY, otherZ) = (y + i % 3 - 1, z + i / 3 - 1);
                Array.Fill(rows[i], float.PositiveInfinity);
                if ((uint)otherY >= (uint)size.Y || (uint)otherZ >= (uint)size.Z)
                    continue;
                values.AsSpan(size.X * (otherY + size.Y * otherZ), size.X).CopyTo(rows[i].AsSpan(1));
                rows[i].AsSpan(1, size.X).Replace(float.NaN, float.PositiveInfinity);
            }
        }

        public Vector512<float> Own(int x) => Near(0, 0, x);

        public Vector512<float> Near(int dy, int dz, int x) => LineBundle.Load(rows[4 + dy + 3 * dz].AsSpan(x + 1));
    }
}
