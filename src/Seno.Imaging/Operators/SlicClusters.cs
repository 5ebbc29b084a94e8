using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>The k-means of <see cref="Slic"/>: a voxel joins the nearest cluster within reach, of equally near ones the first.</summary>
internal sealed class SlicClusters
{
    private readonly Volume<float> values;
    private readonly Volume<bool> inside;
    private readonly int threads;
    private readonly Centre[] centres;
    private readonly float[] distances;
    private readonly int[] reach;

    /// <summary>Per axis, the square of a voxel in grid steps.</summary>
    private readonly float[] weights;

    /// <summary>Runs of rows that threads share; their number, and so the order of sums, does not depend on the threads.</summary>
    private readonly int bands;

    /// <param name="step">Of the seeds' grid, in the geometry's unit.</param>
    public SlicClusters(Volume<float> values, Volume<bool> inside, IReadOnlyList<(int X, int Y, int Z)> seeds, double step, int threads)
    {
        (this.values, this.inside, this.threads) = (values, inside, threads);
        centres = [.. seeds.Select(seed => new Centre(seed.X, seed.Y, seed.Z, 0))];
        distances = GC.AllocateUninitializedArray<float>(values.Array.Length);
        Labels = new Volume<int>(values.Geometry);
        var (geometry, size) = (values.Geometry, values.Size);
        var share = (double)inside.Array.LongCount(isInside => isInside) / size.Voxels;
        // the seeds are seldom as many as asked for, and the reach follows their number
        var (steps, _) = SlicSeeds.Lattice(geometry, Math.Min(size.Voxels, centres.Length / share));
        reach = [.. steps.Select(voxels => 2 * voxels)];
        weights = [.. Enumerable.Range(0, 3).Select(axis => (float)Math.Pow(geometry.Spacing[axis] / step, 2))];
        bands = Math.Clamp(size.Y * size.Z / 8, 1, 64);
    }

    /// <value>1 for the first cluster; 0 outside the mask, and one more than there are clusters where none is within reach.</value>
    public Volume<int> Labels { get; }

    public void Run(int iterations, bool byBrightness)
    {
        for (var i = 0; i < iterations; i++)
        {
            Pieces.ForEach(bands, threads, band => Assign(Row(band), Row(band + 1), byBrightness));
            if (!Move())
                break;
        }
    }

    private int Row(int band) => (int)((long)values.Size.Y * values.Size.Z * band / bands);

    private void Assign(int first, int end, bool byBrightness)
    {
        var size = values.Size;
        distances.AsSpan(first * size.X, (end - first) * size.X).Fill(float.PositiveInfinity);
        for (var i = first * size.X; i < end * size.X; i++)
            Labels.Array[i] = inside.Array[i] ? centres.Length + 1 : 0;
        for (var label = 1; label <= centres.Length; label++)
        {
            var centre = centres[label - 1];
            var (lowX, highX) = Window(centre.X, reach[0], size.X);
            var (lowY, highY) = Window(centre.Y, reach[1], size.Y);
            var (lowZ, highZ) = Window(centre.Z, reach[2], size.Z);
            for (var z = Math.Max(lowZ, first / size.Y); z < Math.Min(highZ, (end - 1) / size.Y + 1); z++)
            {
                for (var y = Math.Max(lowY, first - z * size.Y); y < Math.Min(highY, end - z * size.Y); y++)
                {
                    var across = (centre.Z - z) * (centre.Z - z) * weights[2] + (centre.Y - y) * (centre.Y - y) * weights[1];
                    Join(size.X * (y + size.Y * z) + lowX, lowX - centre.X, highX - lowX, across, centre.Value, label, byBrightness);
                }
            }
        }
    }

    private static (int Low, int High) Window(float centre, int reach, int length) => ((int)Math.Max(centre - reach, 0), (int)Math.Min(centre + reach + 1, length));

    /// <summary>The part of a row that a cluster reaches.</summary>
    [MethodImpl(Hot.Loop)]
    private void Join(int first, float along, int count, float across, float value, int label, bool byBrightness)
    {
        ref var image = ref MemoryMarshal.GetArrayDataReference(values.Array);
        ref var distance = ref MemoryMarshal.GetArrayDataReference(distances);
        ref var labels = ref MemoryMarshal.GetArrayDataReference(Labels.Array);
        var colour = byBrightness ? 1f : 0;
        var weight = weights[0];
        var end = first + count;
        for (var i = 0; i < count && count >= LineBundle.Lines; i += LineBundle.Lines)
        {
            // the last sixteen may overlap those before, whose second turn changes nothing
            var begin = Math.Min(i, count - LineBundle.Lines);
            var at = (nuint)(first + begin);
            var x = Vector512<float>.Indices + Vector512.Create(along + begin);
            var difference = (Vector512.LoadUnsafe(ref image, at) - Vector512.Create(value)) * colour;
            var apart = Vector512.Create(across) + x * x * weight + difference * difference;
            var best = Vector512.LoadUnsafe(ref distance, at);
            var nearer = Vector512.LessThan(apart, best);
            if (Vector512.EqualsAll(nearer.AsInt32(), Vector512<int>.Zero))
                continue;
            Vector512.ConditionalSelect(nearer, apart, best).StoreUnsafe(ref distance, at);
            var own = Vector512.LoadUnsafe(ref labels, at);
            var joins = nearer.AsInt32() & Vector512.GreaterThan(own, Vector512<int>.Zero);
            Vector512.ConditionalSelect(joins, Vector512.Create(label), own).StoreUnsafe(ref labels, at);
        }
        if (count >= LineBundle.Lines)
            return;
        for (; first < end; first++, along++)
        {
            var difference = (values.Array[first] - value) * colour;
            var apart = across + along * along * weight + difference * difference;
            if (!(apart < distances[first]) || Labels.Array[first] == 0)
                continue;
            (distances[first], Labels.Array[first]) = (apart, label);
        }
    }

    /// <summary>Every centre to the mean of its voxels; one that has none stays.</summary>
    /// <returns>Whether any moved.</returns>
    private bool Move()
    {
        var partial = new Sum[bands][];
        Pieces.ForEach(bands, threads, band => partial[band] = Sums(Row(band), Row(band + 1)));
        var moved = false;
        for (var k = 0; k < centres.Length; k++)
        {
            var sum = default(Sum);
            foreach (var own in partial)
            {
                sum.Count += own[k].Count;
                sum.X += own[k].X;
                sum.Y += own[k].Y;
                sum.Z += own[k].Z;
                sum.Value += own[k].Value;
            }
            if (sum.Count == 0)
                continue;
            var centre = new Centre((float)((double)sum.X / sum.Count), (float)((double)sum.Y / sum.Count), (float)((double)sum.Z / sum.Count), (float)(sum.Value / sum.Count));
            moved |= centre != centres[k];
            centres[k] = centre;
        }
        return moved;
    }

    [MethodImpl(Hot.Loop)]
    private Sum[] Sums(int first, int end)
    {
        var size = values.Size;
        var sums = new Sum[centres.Length];
        for (var row = first; row < end; row++)
        {
            for (var x = 0; x < size.X; x++)
            {
                var i = row * size.X + x;
                var label = Labels.Array[i];
                if (label == 0 || label > sums.Length)
                    continue;
                ref var sum = ref sums[label - 1];
                sum.Count++;
                sum.X += x;
                sum.Y += row % size.Y;
                sum.Z += row / size.Y;
                sum.Value += values.Array[i];
            }
        }
        return sums;
    }

    private readonly record struct Centre(float X, float Y, float Z, float Value);

    private struct Sum
    {
        public long Count, X, Y, Z;
        public double Value;
    }
}
