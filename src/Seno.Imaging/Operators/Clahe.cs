using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>Contrast-limited adaptive histogram equalisation: every voxel by the grey-level ranks of its surroundings.</summary>
/// <remarks>
/// Zuiderveld, Graphics Gems IV, 1994, in 2-D and 3-D. Agrees with scikit-image's equalize_adapthist of the image stretched to 0 … 1, to one
/// of its 2¹⁴ grey levels, but where tiles are one voxel thick: there a plane takes its own histogram, not that of the plane before.
/// A NaN stays and is not counted; infinities count as the least and the greatest value.
/// </remarks>
public static class Clahe
{
    private const int GreyLevels = 1 << 14;

    /// <param name="image">The image; it is not changed.</param>
    /// <param name="tile">Voxels of a histogram's region along x, y and z. Default an eighth of the image.</param>
    /// <param name="clipLimit">Greatest share of a region's voxels that one bin may hold before it is cut, 0 to 1; 0 for no limit. Default 0.01.</param>
    /// <param name="bins">Of a histogram, 2 to 8192. Default 256.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>0 to 1; all 0 where the image has one value.</returns>
    /// <exception cref="ArgumentException">No voxel is finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An empty tile, or a clip limit or number of bins out of range.</exception>
    public static Volume<float> Of(Volume<float> image, Size3? tile = null, double clipLimit = 0.01, int bins = 256, int threads = 0)
    {
        var size = image.Size;
        var region = tile ?? new(Math.Max(size.X / 8, 1), Math.Max(size.Y / 8, 1), Math.Max(size.Z / 8, 1));
        if (region.X < 1 || region.Y < 1 || region.Z < 1)
            throw new ArgumentOutOfRangeException(nameof(tile), $"{region} holds nothing");
        if (!(clipLimit >= 0 && clipLimit <= 1))
            throw new ArgumentOutOfRangeException(nameof(clipLimit), "must lie from 0 to 1");
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, GreyLevels / 2);
        var (low, high) = ValueRange.Of(image, threads) ?? throw new ArgumentException("no voxel has a finite value", nameof(image));
        if (low == high)
            return image.Map(value => float.IsNaN(value) ? value : 0);
        var levels = Levels(image, low, high, bins, threads);
        var tiles = new Tiles(levels, size, region, bins, clipLimit, threads);
        var result = Grid.Unwritten<float>(image.Geometry);
        Pieces.ForEach(checked(size.Y * size.Z), threads, row => tiles.Equalise(row % size.Y, row / size.Y, result.Array.AsSpan(row * size.X, size.X)));
        Stretch(image, result, threads);
        return result;
    }

    /// <returns>Each voxel's bin; −1 for NaN.</returns>
    private static short[] Levels(Volume<float> image, float low, float high, int bins, int threads)
    {
        var levels = GC.AllocateUninitializedArray<short>(image.Array.Length);
        // Twice rounded, first to sixteen bits, because scikit-image does so.
        var (scale, width) = (ushort.MaxValue / ((double)high - low), 1 + GreyLevels / bins);
        Pieces.ForRanges(levels.Length, 1 << 16, threads, [MethodImpl(Hot.Loop)] (start, end) =>
        {
            for (var i = start; i < end; i++)
            {
                var value = image.Array[i];
                var sixteenBits = Math.Round(Math.Clamp((value - (double)low) * scale, 0, ushort.MaxValue));
                levels[i] = float.IsNaN(value) ? (short)-1 : (short)((int)Math.Round(sixteenBits / ushort.MaxValue * (GreyLevels - 1)) / width);
            }
        });
        return levels;
    }

    /// <summary>From whole grey levels to 0 … 1.</summary>
    [MethodImpl(Hot.Loop)]
    private static void Stretch(Volume<float> image, Volume<float> result, int threads)
    {
        for (var i = 0; i < result.Array.Length; i++)
        {
            if (float.IsNaN(image.Array[i]))
                result.Array[i] = float.NaN;
        }
        var (low, high) = ValueRange.Of(result, threads)!.Value;
        var span = high > low ? high - low : 1;
        Pieces.ForRanges(result.Array.Length, 1 << 16, threads, [MethodImpl(Hot.Loop)] (start, end) =>
        {
            for (var i = start; i < end; i++)
                result.Array[i] = (float)(((double)result.Array[i] - low) / span);
        });
    }

    /// <summary>One mapping of bins to grey levels for each region. The regions begin at the first voxel; the last ones end in the image mirrored.</summary>
    private sealed class Tiles
    {
        private readonly short[] levels;
        private readonly Size3 size;
        private readonly Size3 tile;
        private readonly Size3 count;
        private readonly int bins;
        private readonly int[] mappings;

        public Tiles(short[] levels, Size3 size, Size3 tile, int bins, double clipLimit, int threads)
        {
            (this.levels, this.size, this.tile, this.bins) = (levels, size, tile, bins);
            count = new((size.X + tile.X - 1) / tile.X, (size.Y + tile.Y - 1) / tile.Y, (size.Z + tile.Z - 1) / tile.Z);
            mappings = new int[checked((int)count.Voxels * bins)];
            var voxels = checked((int)tile.Voxels);
            var limit = clipLimit > 0 ? Math.Max(1, (int)(clipLimit * voxels)) : voxels;
            Pieces.ForEach((int)count.Voxels, threads, i =>
            {
                var mapping = mappings.AsSpan(i * bins, bins);
                var counted = Count(i % count.X, i / count.X % count.Y, i / count.X / count.Y, mapping);
                Clip(mapping, limit);
                Accumulate(mapping, Math.Max(1, counted));
            });
        }

        [MethodImpl(Hot.Loop)]
        private int Count(int tileX, int tileY, int tileZ, Span<int> histogram)
        {
            var counted = 0;
            for (var z = tileZ * tile.Z; z < (tileZ + 1) * tile.Z; z++)
            {
                for (var y = tileY * tile.Y; y < (tileY + 1) * tile.Y; y++)
                {
                    var row = levels.AsSpan(size.X * (Edge.Reflect.Inside(y, size.Y) + size.Y * Edge.Reflect.Inside(z, size.Z)), size.X);
                    for (var x = tileX * tile.X; x < (tileX + 1) * tile.X; x++)
                    {
                        var level = row[x < size.X ? x : Edge.Reflect.Inside(x, size.X)];
                        if (level < 0)
                            continue;
                        histogram[level]++;
                        counted++;
                    }
                }
            }
            return counted;
        }

        /// <summary>Cuts bins at the limit and spreads what is cut over the others, first evenly, then one by one.</summary>
        [MethodImpl(Hot.Loop)]
        private static void Clip(Span<int> histogram, int limit)
        {
            var excess = 0;
            foreach (ref var bin in histogram)
            {
                excess += Math.Max(0, bin - limit);
                bin = Math.Min(bin, limit);
            }
            var each = excess / histogram.Length;
            foreach (ref var bin in histogram)
            {
                var before = bin;
                if (bin < limit - each)
                    bin += each;
                if (bin >= limit - each)
                    bin = limit;
                excess -= bin - before;
            }
            Deal(histogram, limit, excess);
        }

        /// <summary>Rounds of one voxel per bin below the limit, in strides that spread few of them over the histogram.</summary>
        [MethodImpl(Hot.Loop)]
        private static void Deal(Span<int> histogram, int limit, int excess)
        {
            while (excess > 0)
            {
                var before = excess;
                for (var index = 0; index < histogram.Length && excess > 0; index++)
                {
                    var stride = Math.Max(1, Below(histogram, limit) / excess);
                    for (var bin = index; bin < histogram.Length; bin += stride)
                    {
                        if (histogram[bin] >= limit)
                            continue;
                        histogram[bin]++;
                        excess--;
                    }
                }
                if (excess == before)
                    return;
            }
        }

        [MethodImpl(Hot.Loop)]
        private static int Below(ReadOnlySpan<int> histogram, int limit)
        {
            var below = 0;
            foreach (var bin in histogram)
                below += bin < limit ? 1 : 0;
            return below;
        }

        [MethodImpl(Hot.Loop)]
        private static void Accumulate(Span<int> histogram, int voxels)
        {
            var scale = (double)(GreyLevels - 1) / voxels;
            var sum = 0;
            foreach (ref var bin in histogram)
            {
                sum += bin;
                bin = (int)Math.Min(sum * scale, GreyLevels - 1);
            }
        }

        /// <summary>A row of voxels, each between the mappings of the regions whose centres surround it.</summary>
        [MethodImpl(Hot.Loop)]
        public void Equalise(int y, int z, Span<float> target)
        {
            var (y0, y1, inY) = Between(y, tile.Y, count.Y);
            var (z0, z1, inZ) = Between(z, tile.Z, count.Z);
            var row = levels.AsSpan(size.X * (y + size.Y * z), size.X);
            ReadOnlySpan<int> rows = [count.X * (y0 + count.Y * z0), count.X * (y1 + count.Y * z0), count.X * (y0 + count.Y * z1), count.X * (y1 + count.Y * z1)];
            ReadOnlySpan<double> shares = [(1 - inY) * (1 - inZ), inY * (1 - inZ), (1 - inY) * inZ, inY * inZ];
            for (var x = 0; x < target.Length; x++)
            {
                if (row[x] < 0)
                    continue;
                var (x0, x1, inX) = Between(x, tile.X, count.X);
                var sum = 0f;
                for (var i = 0; i < rows.Length; i++)
                {
                    if (shares[i] == 0)
                        continue;
                    sum += (float)(mappings[(rows[i] + x0) * bins + row[x]] * ((1 - inX) * shares[i]));
                    sum += (float)(mappings[(rows[i] + x1) * bins + row[x]] * (inX * shares[i]));
                }
                target[x] = (int)sum;
            }
        }

        /// <returns>The regions before and after a voxel (beyond the outermost, itself), and the share of the latter.</returns>
        private static (int Before, int After, double Share) Between(int voxel, int length, int count)
        {
            if (length == 1)
                return (voxel, voxel, 0);
            var place = voxel + length / 2;
            var after = place / length;
            return (Math.Max(after - 1, 0), Math.Min(after, count - 1), place % length / (double)length);
        }
    }
}
