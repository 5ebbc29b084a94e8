using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>What a marker grows into if it may spread from neighbour to neighbour but never pass the mask.</summary>
/// <remarks>
/// Vincent's hybrid, IEEE Trans. Image Process. 2, 1993: one sweep forth and one back, then a queue for what they missed. Agrees with
/// scikit-image's reconstruction, whose default is <see cref="Connectivity.Corners"/>. A NaN counts as −∞ by dilation and as +∞ by
/// erosion, so it stops the spreading, and that value is the result there.
/// </remarks>
public static class Reconstruction
{
    /// <summary>The marker dilated again and again, each time cut off at the mask: keeps the bright regions that hold a marker.</summary>
    /// <param name="marker">Nowhere above the mask; it is not changed.</param>
    /// <param name="mask">The greatest values allowed; it is not changed.</param>
    /// <param name="connectivity">Which voxels count as neighbours.</param>
    /// <param name="threads">How many at most; 0: one per processor. The queue takes one.</param>
    /// <exception cref="ArgumentException">Different sizes, or a marker above the mask.</exception>
    public static Volume<float> ByDilation(Volume<float> marker, Volume<float> mask, Connectivity connectivity = Connectivity.Faces, int threads = 0) =>
        new Spread(marker, mask, connectivity, sign: 1).Run(threads);

    /// <summary>The marker eroded again and again, each time cut off at the mask: fills the dark regions that hold no marker.</summary>
    /// <param name="marker">Nowhere below the mask; it is not changed.</param>
    /// <param name="mask">The least values allowed; it is not changed.</param>
    /// <inheritdoc cref="ByDilation"/>
    /// <exception cref="ArgumentException">Different sizes, or a marker below the mask.</exception>
    public static Volume<float> ByErosion(Volume<float> marker, Volume<float> mask, Connectivity connectivity = Connectivity.Faces, int threads = 0) =>
        new Spread(marker, mask, connectivity, sign: -1).Run(threads);

    /// <summary>
    /// Both images with a margin of −∞, which nothing enters; erosion is dilation of the negatives. The order of the steps makes no
    /// difference to what remains when none is left, so slabs of planes can be swept side by side.
    /// </summary>
    private sealed class Spread
    {
        private const int PlanesPerSlab = 16;

        private readonly Geometry geometry;
        private readonly Size3 size;
        private readonly float sign;
        private readonly int stride;
        private readonly (int Y, int Z) margin;
        private readonly float[] grown;
        private readonly float[] limit;
        private readonly (int Plane, int Step)[] earlier;
        private readonly (int Plane, int Step)[] later;
        private readonly int[] steps;

        public Spread(Volume<float> marker, Volume<float> mask, Connectivity connectivity, float sign)
        {
            Grid.RequireSameSize(mask.Size, marker.Size, nameof(marker));
            (geometry, size, this.sign) = (mask.Geometry, mask.Size, sign);
            margin = (size.Y == 1 ? 0 : 1, size.Z == 1 ? 0 : 1);
            stride = 2 + (size.X + LineBundle.Lines - 1) / LineBundle.Lines * LineBundle.Lines;
            var plane = checked(stride * (size.Y + 2 * margin.Y));
            var length = checked(plane * (size.Z + 2 * margin.Z));
            (grown, limit) = (new float[length], new float[length]);
            Array.Fill(grown, float.NegativeInfinity);
            Array.Fill(limit, float.NegativeInfinity);
            var directions = new Neighbourhood(size, connectivity).Directions;
            int Step((int X, int Y, int Z) way) => way.X + stride * way.Y + plane * way.Z;
            steps = [.. directions.Select(Step)];
            earlier = [.. directions.Where(way => way.Z < 0 || (way.Z == 0 && way.Y < 0)).Select(way => (way.Z, Step(way)))];
            later = [.. directions.Where(way => way.Z > 0 || (way.Z == 0 && way.Y > 0)).Select(way => (way.Z, Step(way)))];
            Read(marker, mask);
        }

        public Volume<float> Run(int threads)
        {
            var slabs = threads == 1 ? 1 : (size.Z + PlanesPerSlab - 1) / PlanesPerSlab;
            int First(int slab) => (int)((long)size.Z * slab / slabs);
            Pieces.ForEach(slabs, threads, slab => Sweep(First(slab), First(slab + 1)));
            var unfinished = new List<int>[slabs];
            Pieces.ForEach(slabs, threads, slab => unfinished[slab] = Unfinished(First(slab), First(slab + 1)));
            Finish([.. unfinished.SelectMany(voxels => voxels)]);
            return Written(threads);
        }

        private int Row(int y, int z) => 1 + stride * (y + margin.Y + (size.Y + 2 * margin.Y) * (z + margin.Z));

        [MethodImpl(Hot.Loop)]
        private void Read(Volume<float> marker, Volume<float> mask)
        {
            for (var row = 0; row < size.Y * size.Z; row++)
            {
                var (at, from) = (Row(row % size.Y, row / size.Y), row * size.X);
                for (var x = 0; x < size.X; x++)
                {
                    var (low, high) = (Number(marker.Array[from + x]), Number(mask.Array[from + x]));
                    if (low > high && !float.IsNaN(mask.Array[from + x]))
                        throw new ArgumentException($"passes the mask at voxel ({x}, {row % size.Y}, {row / size.Y})", nameof(marker));
                    (grown[at + x], limit[at + x]) = (Math.Min(low, high), high);
                }
            }
        }

        private float Number(float value) => float.IsNaN(value) ? float.NegativeInfinity : sign * value;

        [MethodImpl(Hot.Loop)]
        private void Sweep(int first, int end)
        {
            for (var z = first; z < end; z++)
            {
                for (var y = 0; y < size.Y; y++)
                {
                    Raise(Row(y, z), earlier, z > first ? -1 : 0);
                    Forth(Row(y, z));
                }
            }
            for (var z = end - 1; z >= first; z--)
            {
                for (var y = size.Y - 1; y >= 0; y--)
                {
                    Raise(Row(y, z), later, z < end - 1 ? 1 : 0);
                    Back(Row(y, z));
                }
            }
        }

        /// <summary>The row to the greatest of itself and neighbours in other rows, of this plane and the one <paramref name="plane"/> away.</summary>
        [MethodImpl(Hot.Loop)]
        private void Raise(int row, (int Plane, int Step)[] neighbours, int plane)
        {
            foreach (var (away, step) in neighbours)
            {
                if (away != 0 && away != plane)
                    continue;
                for (var x = 0; x < size.X; x += LineBundle.Lines)
                {
                    ref var own = ref grown[row + x];
                    Vector512.MaxNative(Vector512.LoadUnsafe(ref own), Vector512.LoadUnsafe(ref grown[row + x + step])).StoreUnsafe(ref own);
                }
            }
        }

        [MethodImpl(Hot.Loop)]
        private void Forth(int row)
        {
            var values = grown.AsSpan(row, stride - 1);
            var limits = limit.AsSpan(row, stride - 1);
            var carried = float.NegativeInfinity;
            for (var x = 0; x < values.Length; x++)
                values[x] = carried = float.MinNative(float.MaxNative(values[x], carried), limits[x]);
        }

        [MethodImpl(Hot.Loop)]
        private void Back(int row)
        {
            var values = grown.AsSpan(row, stride - 1);
            var limits = limit.AsSpan(row, stride - 1);
            var carried = float.NegativeInfinity;
            for (var x = values.Length - 1; x >= 0; x--)
                values[x] = carried = float.MinNative(float.MaxNative(values[x], carried), limits[x]);
        }

        /// <returns>The voxels that a neighbour could still be raised by.</returns>
        [MethodImpl(Hot.Loop)]
        private List<int> Unfinished(int first, int end)
        {
            var voxels = new List<int>();
            for (var z = first; z < end; z++)
            {
                for (var y = 0; y < size.Y; y++)
                {
                    var row = Row(y, z);
                    for (var x = 0; x < size.X; x += LineBundle.Lines)
                    {
                        var own = Vector512.LoadUnsafe(ref grown[row + x]);
                        var raises = Vector512<float>.Zero;
                        foreach (var step in steps)
                        {
                            var other = Vector512.LoadUnsafe(ref grown[row + x + step]);
                            raises |= Vector512.LessThan(other, own) & Vector512.LessThan(other, Vector512.LoadUnsafe(ref limit[row + x + step]));
                        }
                        var bits = raises.ExtractMostSignificantBits();
                        for (; bits != 0; bits &= bits - 1)
                            voxels.Add(row + x + BitOperations.TrailingZeroCount(bits));
                    }
                }
            }
            return voxels;
        }

        [MethodImpl(Hot.Loop)]
        private void Finish(List<int> wave)
        {
            for (var next = new List<int>(); wave.Count > 0; (wave, next) = (next, wave))
            {
                next.Clear();
                foreach (var voxel in CollectionsMarshal.AsSpan(wave))
                {
                    var value = grown[voxel];
                    foreach (var step in steps)
                    {
                        var other = voxel + step;
                        if (!(grown[other] < value && grown[other] < limit[other]))
                            continue;
                        grown[other] = Math.Min(value, limit[other]);
                        next.Add(other);
                    }
                }
            }
        }

        private Volume<float> Written(int threads)
        {
            var result = Grid.Unwritten<float>(geometry);
            Pieces.ForRanges(size.Y * size.Z, 64, threads, [MethodImpl(Hot.Loop)] (first, end) =>
            {
                for (var row = first; row < end; row++)
                {
                    var source = grown.AsSpan(Row(row % size.Y, row / size.Y), size.X);
                    var target = result.Array.AsSpan(row * size.X, size.X);
                    for (var x = 0; x < target.Length; x++)
                        target[x] = sign * source[x];
                }
            });
            return result;
        }
    }
}
