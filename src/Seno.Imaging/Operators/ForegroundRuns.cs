using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>A mask as runs of foreground along x, in memory order, and the sets they are united to.</summary>
internal sealed class ForegroundRuns
{
    private readonly Size3 size;
    /// <summary>Each run's first voxel and the one after its last.</summary>
    private readonly int[] bounds;

    private readonly int[] parents;

    /// <summary>The first run of each row; one more entry than rows.</summary>
    private readonly int[] rows;

    private ForegroundRuns(Size3 size, int[] rows)
    {
        (this.size, this.rows) = (size, rows);
        (bounds, parents) = (new int[checked(2 * rows[^1])], new int[rows[^1]]);
    }

    public static ForegroundRuns Of(Volume<byte> mask, int threads)
    {
        var size = mask.Size;
        var rows = new int[checked(size.Y * size.Z) + 1];
        Pieces.ForRanges(rows.Length - 1, 64, threads, [MethodImpl(Hot.Loop)] (first, end) =>
        {
            for (var row = first; row < end; row++)
                rows[row + 1] = Count(mask.Array.AsSpan(row * size.X, size.X));
        });
        for (var row = 1; row < rows.Length; row++)
            rows[row] = checked(rows[row] + rows[row - 1]);
        var runs = new ForegroundRuns(size, rows);
        Pieces.ForRanges(rows.Length - 1, 64, threads, [MethodImpl(Hot.Loop)] (first, end) =>
        {
            for (var row = first; row < end; row++)
                runs.Read(mask.Array.AsSpan(row * size.X, size.X), rows[row]);
        });
        return runs;
    }

    /// <summary>Unites the runs that touch and replaces each run's parent by its component's number, from 1.</summary>
    /// <returns>How many components there are.</returns>
    public int Number(Connectivity connectivity, int threads)
    {
        var slabs = Math.Clamp(size.Z / 8, 1, 64);
        int Slab(int i) => (int)((long)size.Z * i / slabs);
        Pieces.ForEach(slabs, threads, i =>
        {
            for (var z = Slab(i); z < Slab(i + 1); z++)
                UnitePlane(z, connectivity, withPlaneBefore: z > Slab(i));
        });
        for (var i = 1; i < slabs; i++)
            UniteWithPlaneBefore(Slab(i), connectivity);
        var count = 0;
        // A root is the first run of its set, so it is numbered before the others ask for its number.
        for (var run = 0; run < parents.Length; run++)
            parents[run] = parents[run] == run ? ++count : parents[parents[run]];
        return count;
    }

    /// <summary>Writes every voxel: the value of its component's number in the foreground, 0 elsewhere.</summary>
    public void Paint<T>(Volume<T> target, int threads, Func<int, T> value)
        where T : unmanaged => Pieces.ForRanges(rows.Length - 1, 64, threads, [MethodImpl(Hot.Loop)] (first, end) =>
    {
        for (var row = first; row < end; row++)
        {
            var line = target.Array.AsSpan(row * size.X, size.X);
            var x = 0;
            for (var run = rows[row]; run < rows[row + 1]; run++)
            {
                line[x..Start(run)].Clear();
                line[Start(run)..End(run)].Fill(value(parents[run]));
                x = End(run);
            }
            line[x..].Clear();
        }
    });

    /// <returns>The number of the component that a voxel lies in, once they are numbered; 0 in the background.</returns>
    public int NumberAt(int x, int y, int z)
    {
        var row = y + size.Y * z;
        for (var run = rows[row]; run < rows[row + 1]; run++)
        {
            if (Start(run) <= x && x < End(run))
                return parents[run];
        }
        return 0;
    }

    public IReadOnlyList<ComponentStatistics> Describe(int count)
    {
        var sums = new Sums[count];
        Array.Fill(sums, new Sums { First = (int.MaxValue, int.MaxValue, int.MaxValue) });
        for (var row = 0; row < rows.Length - 1; row++)
        {
            for (var run = rows[row]; run < rows[row + 1]; run++)
                sums[parents[run] - 1].Add(Start(run), End(run), row % size.Y, row / size.Y);
        }
        return [.. sums.Select((sum, i) => sum.Statistics(i + 1))];
    }

    /// <summary>Sixty-four voxels as bits: where foreground begins and where it ends.</summary>
    /// <param name="before">1 where the voxel before the first is foreground; then the same for the next sixty-four.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Changes(ReadOnlySpan<byte> row, int x, ref ulong before)
    {
        var voxels = row.Length - x >= 64 ? Vector512.Create(row[x..]) : Last(row[x..]);
        var foreground = ~Vector512.Equals(voxels, Vector512<byte>.Zero).ExtractMostSignificantBits();
        var changes = foreground ^ (foreground << 1 | before);
        before = foreground >> 63;
        return changes;
    }

    private static Vector512<byte> Last(ReadOnlySpan<byte> voxels)
    {
        Span<byte> padded = stackalloc byte[64];
        voxels.CopyTo(padded);
        return Vector512.Create<byte>(padded);
    }

    [MethodImpl(Hot.Loop)]
    private static int Count(ReadOnlySpan<byte> row)
    {
        var (changes, before) = (0, 0ul);
        for (var x = 0; x < row.Length; x += 64)
            changes += BitOperations.PopCount(Changes(row, x, ref before));
        // A run that reaches the last voxel has a beginning only.
        return (changes + 1) / 2;
    }

    [MethodImpl(Hot.Loop)]
    private void Read(ReadOnlySpan<byte> row, int run)
    {
        var (change, before) = (2 * run, 0ul);
        for (var x = 0; x < row.Length; x += 64)
        {
            for (var changes = Changes(row, x, ref before); changes != 0; changes &= changes - 1)
                bounds[change++] = x + BitOperations.TrailingZeroCount(changes);
        }
        if ((change & 1) != 0)
            bounds[change++] = row.Length;
        for (; run < change / 2; run++)
            parents[run] = run;
    }

    private int Start(int run) => bounds[2 * run];

    private int End(int run) => bounds[2 * run + 1];

    private void UnitePlane(int z, Connectivity connectivity, bool withPlaneBefore)
    {
        var reach = connectivity == Connectivity.Faces ? 0 : 1;
        for (var y = 1; y < size.Y; y++)
            UniteRows(y + size.Y * z, y - 1 + size.Y * z, reach);
        if (withPlaneBefore)
            UniteWithPlaneBefore(z, connectivity);
    }

    private void UniteWithPlaneBefore(int z, Connectivity connectivity)
    {
        for (var y = 0; y < size.Y; y++)
        {
            var (row, below) = (y + size.Y * z, y + size.Y * (z - 1));
            UniteRows(row, below, connectivity == Connectivity.Faces ? 0 : 1);
            if (connectivity == Connectivity.Faces)
                continue;
            var reach = connectivity == Connectivity.Corners ? 1 : 0;
            if (y > 0)
                UniteRows(row, below - 1, reach);
            if (y + 1 < size.Y)
                UniteRows(row, below + 1, reach);
        }
    }

    /// <param name="reach">Voxels that may lie between the ends of two runs along x and still leave them touching.</param>
    [MethodImpl(Hot.Loop)]
    private void UniteRows(int row, int before, int reach)
    {
        var (a, b) = (rows[row], rows[before]);
        while (a < rows[row + 1] && b < rows[before + 1])
        {
            if (Start(a) < End(b) + reach && Start(b) < End(a) + reach)
                Unite(a, b);
            if (End(a) < End(b))
                a++;
            else
                b++;
        }
    }

    private void Unite(int a, int b)
    {
        (a, b) = (Root(a), Root(b));
        parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    private int Root(int run)
    {
        while (parents[run] != run)
            run = parents[run] = parents[parents[run]];
        return run;
    }

    private struct Sums
    {
        public (int X, int Y, int Z) First;
        private (int X, int Y, int Z) last;
        private long voxels;
        private Vector3 sum;

        public void Add(int start, int end, int y, int z)
        {
            var length = end - start;
            First = (Math.Min(First.X, start), Math.Min(First.Y, y), Math.Min(First.Z, z));
            last = (Math.Max(last.X, end - 1), Math.Max(last.Y, y), Math.Max(last.Z, z));
            voxels += length;
            sum += length * new Vector3((start + end - 1) / 2.0, y, z);
        }

        public readonly ComponentStatistics Statistics(int label) => new(label, voxels, new(First.X, First.Y, First.Z), new(last.X, last.Y, last.Z), 1.0 / voxels * sum);
    }
}
