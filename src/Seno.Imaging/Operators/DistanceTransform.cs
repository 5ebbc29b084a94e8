namespace Seno.Imaging.Operators;

/// <summary>Exact Euclidean distances on a grid, in <see cref="Geometry.Unit"/>.</summary>
/// <remarks>Lower envelope of parabolas, one axis at a time (Felzenszwalb and Huttenlocher, 2012): O(voxels), any spacing.</remarks>
public static class DistanceTransform
{
    /// <summary>Squared distance of every foreground (non-zero) voxel to the nearest background voxel, in the unit squared; 0 in the background.</summary>
    /// <returns>Positive infinity throughout where there is no background.</returns>
    public static Volume<float> Squared(Volume<byte> mask)
    {
        var squared = SquaredToSeeds(mask, seed: static voxel => voxel == 0);
        return Rounded(mask.Geometry, squared, static value => (float)value);
    }

    /// <summary>Distance of every voxel to the nearest foreground (non-zero) voxel; 0 in the foreground.</summary>
    /// <returns>Positive infinity throughout where there is no foreground.</returns>
    public static Volume<float> ToMask(Volume<byte> mask)
    {
        var squared = SquaredToSeeds(mask, seed: static voxel => voxel != 0);
        return Rounded(mask.Geometry, squared, static value => (float)Math.Sqrt(value));
    }

    private static Volume<float> Rounded(Geometry geometry, double[] values, Func<double, float> round)
    {
        var result = new Volume<float>(geometry);
        for (var i = 0; i < values.Length; i++)
            result.Array[i] = round(values[i]);
        return result;
    }

    private static double[] SquaredToSeeds(Volume<byte> mask, Func<byte, bool> seed)
    {
        var squared = new double[mask.Array.Length];
        for (var i = 0; i < squared.Length; i++)
            squared[i] = seed(mask.Array[i]) ? 0 : double.PositiveInfinity;
        var stride = 1;
        for (var axis = 0; axis < 3; axis++)
        {
            if (mask.Size[axis] > 1)
                AlongAxis(squared, mask.Size[axis], stride, mask.Geometry.Spacing[axis]);
            stride *= mask.Size[axis];
        }
        return squared;
    }

    private static void AlongAxis(double[] values, int length, int stride, double spacing) =>
        Parallel.For(0, values.Length / length, () => new Envelope(length, spacing), (line, _, envelope) =>
        {
            envelope.Replace(values, line / stride * stride * length + line % stride, stride);
            return envelope;
        }, static _ => { });

    /// <summary>The lower envelope of one line's parabolas, with the buffers a thread reuses.</summary>
    private sealed class Envelope(int length, double spacing)
    {
        private readonly double[] line = new double[length];
        private readonly int[] vertices = new int[length];
        private readonly double[] starts = new double[length];

        public void Replace(double[] values, int start, int stride)
        {
            for (var i = 0; i < length; i++)
                line[i] = values[start + i * stride];
            var parabolas = Build();
            if (parabolas == 0)
                return;
            var current = 0;
            for (var i = 0; i < length; i++)
            {
                while (current + 1 < parabolas && starts[current + 1] < i)
                    current++;
                var distance = (i - vertices[current]) * spacing;
                values[start + i * stride] = distance * distance + line[vertices[current]];
            }
        }

        /// <returns>How many parabolas make the envelope: 0 where the line holds no finite value.</returns>
        private int Build()
        {
            var count = 0;
            for (var i = 0; i < length; i++)
            {
                if (double.IsPositiveInfinity(line[i]))
                    continue;
                var crossing = double.NegativeInfinity;
                while (count > 0 && (crossing = Crossing(vertices[count - 1], i)) <= starts[count - 1])
                    count--;
                vertices[count] = i;
                starts[count] = count == 0 ? double.NegativeInfinity : crossing;
                count++;
            }
            return count;
        }

        /// <returns>Where, in voxels, the parabola of the later vertex falls below that of the earlier.</returns>
        private double Crossing(int earlier, int later) =>
            (earlier + later + (line[later] - line[earlier]) / (spacing * spacing * (later - earlier))) / 2;
    }
}
