using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Seno.Imaging.Operators;

/// <summary>The work of <see cref="Skeleton"/>: a mask with a margin, and its voxels that touch background.</summary>
internal sealed class Thinning
{
    /// <summary>Foreground is odd. What is settled was found to stay, and none of its neighbours has gone since.</summary>
    private const byte Background = 0, Inner = 1, Border = 3, Settled = 5;

    private readonly Geometry geometry;
    private readonly int threads;
    private readonly int width;
    private readonly int area;
    private readonly byte[] voxels;

    /// <summary>From a voxel to the 26 around it.</summary>
    private readonly int[] around;

    /// <summary>The six sides, or the four of a single slice, in scikit-image's order.</summary>
    private readonly int[] sides;

    /// <summary>In memory order, which is the order in which candidates are looked at.</summary>
    private int[] border;

    public Thinning(Volume<byte> mask, int threads)
    {
        (geometry, this.threads) = (mask.Geometry, threads);
        var size = mask.Size;
        (width, area) = (size.X + 2, checked((size.X + 2) * (size.Y + 2)));
        // one more, as neighbours are read four bytes at a time
        voxels = new byte[checked(area * (size.Z + 2) + 1)];
        int[] all = [-width, width, 1, -1, area, -area];
        sides = geometry.Dimensions == 2 ? all[..4] : all;
        for (var row = 0; row < size.Y * size.Z; row++)
        {
            var source = mask.Array.AsSpan(row * size.X, size.X);
            var target = voxels.AsSpan(Row(row), size.X);
            for (var x = 0; x < source.Length; x++)
                target[x] = source[x] != 0 ? Inner : Background;
        }
        around = [.. from z in new[] { -area, 0, area } from y in new[] { -width, 0, width } from x in new[] { -1, 0, 1 } where x + y + z != 0 select x + y + z];
        border = FindBorder();
    }

    public Volume<byte> Run()
    {
        for (var still = 0; still < sides.Length;)
        {
            still = 0;
            foreach (var side in sides)
                still += TakeOff(side) ? 0 : 1;
        }
        var result = Grid.Unwritten<byte>(geometry);
        var size = geometry.Size;
        for (var row = 0; row < size.Y * size.Z; row++)
        {
            for (var x = 0; x < size.X; x++)
                result.Array[row * size.X + x] = (byte)(voxels[Row(row) + x] != Background ? 1 : 0);
        }
        return result;
    }

    private int Row(int row) => 1 + width * (1 + row % geometry.Size.Y) + area * (1 + row / geometry.Size.Y);

    [MethodImpl(Hot.Loop)]
    private int[] FindBorder()
    {
        var found = new List<int>();
        for (var i = area; i < voxels.Length - area - 1; i++)
        {
            if (voxels[i] != Background && TouchesBackground(i))
            {
                voxels[i] = Border;
                found.Add(i);
            }
        }
        return [.. found];
    }

    private bool TouchesBackground(int voxel)
    {
        foreach (var step in sides)
        {
            if (voxels[voxel + step] == Background)
                return true;
        }
        return false;
    }

    /// <returns>Whether anything was taken off.</returns>
    private bool TakeOff(int side)
    {
        var candidate = new bool[border.Length];
        Pieces.ForRanges(border.Length, 1 << 12, threads, (start, end) => FindCandidates(side, start, end, candidate));
        var exposed = new List<int>();
        var removed = false;
        for (var i = 0; i < candidate.Length; i++)
        {
            if (!candidate[i])
                continue;
            if (!SimplePoint.Is(NeighboursOf(border[i])))
                continue;
            voxels[border[i]] = Background;
            removed = true;
            Expose(border[i], exposed);
        }
        if (removed)
            Renew(exposed);
        return removed;
    }

    [MethodImpl(Hot.Loop)]
    private void FindCandidates(int side, int start, int end, bool[] candidate)
    {
        for (var i = start; i < end; i++)
        {
            var voxel = border[i];
            if (voxels[voxel] == Settled || voxels[voxel + side] != Background)
                continue;
            var neighbours = NeighboursOf(voxel);
            candidate[i] = !SimplePoint.IsEnd(neighbours) && SimplePoint.Is(neighbours);
            if (!candidate[i])
                voxels[voxel] = Settled;
        }
    }

    private void Expose(int voxel, List<int> exposed)
    {
        foreach (var step in around)
        {
            if (voxels[voxel + step] == Settled)
                voxels[voxel + step] = Border;
        }
        foreach (var step in sides)
        {
            if (voxels[voxel + step] != Inner)
                continue;
            voxels[voxel + step] = Border;
            exposed.Add(voxel + step);
        }
    }

    /// <summary>The border without what was taken off and with what that laid bare.</summary>
    private void Renew(List<int> exposed)
    {
        exposed.Sort();
        var renewed = new int[border.Length + exposed.Count];
        var (count, next) = (0, 0);
        foreach (var voxel in border)
        {
            while (next < exposed.Count && exposed[next] < voxel)
                renewed[count++] = exposed[next++];
            if (voxels[voxel] != Background)
                renewed[count++] = voxel;
        }
        while (next < exposed.Count)
            renewed[count++] = exposed[next++];
        border = renewed[..count];
    }

    /// <returns>A bit for each of the 27 voxels around and at this one, in memory order.</returns>
    [MethodImpl(Hot.Loop)]
    private int NeighboursOf(int voxel)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(voxels);
        var bits = 0;
        for (var row = 0; row < 9; row++)
        {
            var four = Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref first, voxel - 1 + (row / 3 - 1) * area + (row % 3 - 1) * width));
            // the lowest bits of three bytes, side by side
            bits |= ((four & 0x010101) * (1 << 16 | 1 << 9 | 1 << 2) >> 16 & 7) << (3 * row);
        }
        return bits;
    }
}
