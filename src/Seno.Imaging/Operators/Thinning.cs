using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>The work of <see cref="Skeleton"/>: a mask with a margin, and its voxels that touch background.</summary>
internal sealed class Thinning
{
    private const byte Background = 0, Inner = 1, Border = 2;

    private readonly Geometry geometry;
    private readonly int threads;
    private readonly int width;
    private readonly int area;
    private readonly byte[] voxels;

    /// <summary>The six sides, or the four of a single slice, in scikit-image's order.</summary>
    private readonly int[] sides;

    /// <summary>In memory order, which is the order in which candidates are looked at.</summary>
    private int[] border;

    public Thinning(Volume<byte> mask, int threads)
    {
        (geometry, this.threads) = (mask.Geometry, threads);
        var size = mask.Size;
        (width, area) = (size.X + 2, checked((size.X + 2) * (size.Y + 2)));
        voxels = new byte[checked(area * (size.Z + 2))];
        int[] all = [-width, width, 1, -1, area, -area];
        sides = geometry.Dimensions == 2 ? all[..4] : all;
        for (var row = 0; row < size.Y * size.Z; row++)
        {
            var source = mask.Array.AsSpan(row * size.X, size.X);
            var target = voxels.AsSpan(Row(row), size.X);
            for (var x = 0; x < source.Length; x++)
                target[x] = source[x] != 0 ? Inner : Background;
        }
        border = FindBorder(all);
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

    private int[] FindBorder(int[] faces)
    {
        var found = new List<int>();
        for (var i = area; i < voxels.Length - area; i++)
        {
            if (voxels[i] == Background)
                continue;
            foreach (var step in faces.AsSpan(0, sides.Length))
            {
                if (voxels[i + step] == Background)
                {
                    voxels[i] = Border;
                    found.Add(i);
                    break;
                }
            }
        }
        return [.. found];
    }

    /// <returns>Whether anything was taken off.</returns>
    private bool TakeOff(int side)
    {
        var candidate = new bool[border.Length];
        Pieces.ForRanges(border.Length, 1 << 12, threads, (start, end) =>
        {
            for (var i = start; i < end; i++)
            {
                if (voxels[border[i] + side] != Background)
                    continue;
                var neighbours = NeighboursOf(border[i]);
                candidate[i] = !SimplePoint.IsEnd(neighbours) && SimplePoint.Is(neighbours);
            }
        });
        var (removed, exposed) = (false, new List<int>());
        for (var i = 0; i < candidate.Length; i++)
        {
            if (!candidate[i] || !SimplePoint.Is(NeighboursOf(border[i])))
                continue;
            voxels[border[i]] = Background;
            removed = true;
            Expose(border[i], exposed);
        }
        if (removed)
        {
            border = [.. border.Where(voxel => voxels[voxel] != Background), .. exposed.Where(voxel => voxels[voxel] != Background)];
            Array.Sort(border);
        }
        return removed;
    }

    private void Expose(int voxel, List<int> exposed)
    {
        foreach (var step in sides)
        {
            if (voxels[voxel + step] != Inner)
                continue;
            voxels[voxel + step] = Border;
            exposed.Add(voxel + step);
        }
    }

    /// <returns>A bit for each of the 27 voxels around and at this one, in memory order.</returns>
    [MethodImpl(Hot.Loop)]
    private int NeighboursOf(int voxel)
    {
        var bits = 0;
        for (var z = 0; z < 3; z++)
        {
            for (var y = 0; y < 3; y++)
            {
                var row = voxels.AsSpan(voxel + (z - 1) * area + (y - 1) * width - 1, 3);
                var three = (row[0] != Background ? 1 : 0) | (row[1] != Background ? 2 : 0) | (row[2] != Background ? 4 : 0);
                bits |= three << (9 * z + 3 * y);
            }
        }
        return bits;
    }
}
