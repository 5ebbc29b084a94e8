namespace Seno.Imaging.Operators;

/// <summary>A smooth field over an image: a tensor product of uniform cubic B-splines whose spans part each axis evenly.</summary>
/// <remarks>An axis of one voxel has a single coefficient.</remarks>
internal sealed class SplineField
{
    private readonly double[] coefficients;
    private readonly Size3 counts;

    private SplineField(Size3 counts, int spans, double[] coefficients) => (this.counts, Spans, this.coefficients) = (counts, spans, coefficients);

    /// <summary>0 everywhere.</summary>
    public SplineField(Size3 image, int spans)
    {
        int Count(int axis) => image[axis] == 1 ? 1 : spans + 3;
        (counts, Spans) = (new(Count(0), Count(1), Count(2)), spans);
        coefficients = new double[counts.Voxels];
    }

    public int Spans { get; }

    /// <summary>One level of multilevel B-spline approximation (Lee, Wolberg and Shin, IEEE Trans. Vis. Comput. Graph. 3, 1997) of values at the places of a grid.</summary>
    /// <remarks>Weights are products over the axes, and so the sums over the places are done axis by axis.</remarks>
    public static SplineField Approximate(float[] values, bool[] inside, float[][] places, int spans, int threads)
    {
        var taps = places.Select(axis => new SplineTaps(axis, spans)).ToArray();
        var weighted = taps.Select(axis => axis.Map((weight, squares) => weight * weight * weight / squares)).ToArray();
        var squared = taps.Select(axis => axis.Map((weight, _) => weight * weight)).ToArray();
        var numerator = Gather([.. values.Select((value, i) => inside[i] ? value : 0.0)], weighted, threads);
        var denominator = Gather([.. inside.Select(isInside => isInside ? 1.0 : 0)], squared, threads);
        for (var i = 0; i < numerator.Length; i++)
            numerator[i] = denominator[i] > 0 ? numerator[i] / denominator[i] : 0;
        return new(new(taps[0].Count, taps[1].Count, taps[2].Count), spans, numerator);
    }

    /// <summary>The sum of two with as many spans.</summary>
    public SplineField Plus(SplineField other) => new(counts, Spans, [.. coefficients.Zip(other.coefficients, (a, b) => a + b)]);

    /// <summary>Moved by a constant.</summary>
    public SplineField Plus(double constant) => new(counts, Spans, [.. coefficients.Select(coefficient => coefficient + constant)]);

    /// <summary>The same field with every span halved.</summary>
    public SplineField Refined()
    {
        var (field, size) = (coefficients, counts);
        for (var axis = 0; axis < 3; axis++)
        {
            if (counts[axis] == 1)
                continue;
            var fine = new Size3(axis == 0 ? 2 * Spans + 3 : size.X, axis == 1 ? 2 * Spans + 3 : size.Y, axis == 2 ? 2 * Spans + 3 : size.Z);
            var (stride, result) = (axis switch { 0 => 1, 1 => size.X, _ => size.X * size.Y }, new double[fine.Voxels]);
            for (var i = 0; i < result.Length; i++)
            {
                var along = i / stride % fine[axis];
                var at = i % stride + stride * (along / 2) + i / (stride * fine[axis]) * stride * size[axis];
                // new coefficients lie alternately between two old ones and at one
                result[i] = along % 2 == 0
                    ? (field[at] + field[at + stride]) / 2
                    : (field[at] + 6 * field[at + stride] + field[at + 2 * stride]) / 8;
            }
            (field, size) = (result, fine);
        }
        return new(size, 2 * Spans, field);
    }

    /// <returns>The field at every combination of the axes' places, each in 0..1, the first axis fastest.</returns>
    public float[] Evaluate(float[][] places, int threads)
    {
        var taps = places.Select(axis => new SplineTaps(axis, Spans)).ToArray();
        var (width, height, depth) = (places[0].Length, places[1].Length, places[2].Length);
        var result = GC.AllocateUninitializedArray<float>(checked(width * height * depth));
        Pieces.ForEach(depth, threads, () => (new double[counts.X * counts.Y], new double[counts.X]), (z, memory) =>
        {
            var (plane, row) = memory;
            taps[2].Mix(z, coefficients, plane);
            for (var y = 0; y < height; y++)
            {
                taps[1].Mix(y, plane, row);
                taps[0].Sample(row, result.AsSpan(width * (y + height * z), width));
            }
        });
        return result;
    }

    /// <summary>For each coefficient, the sum of the values it reaches, weighted.</summary>
    private static double[] Gather(double[] values, SplineTaps[] taps, int threads)
    {
        var (width, height, depth) = (taps[0].Places, taps[1].Places, taps[2].Places);
        var area = taps[0].Count * taps[1].Count;
        var planes = new double[area * depth];
        Pieces.ForEach(depth, threads, () => new double[taps[0].Count], (z, row) =>
        {
            for (var y = 0; y < height; y++)
            {
                Array.Clear(row);
                taps[0].Spread(values.AsSpan(width * (y + height * z), width), row);
                taps[1].Spread(y, row, planes.AsSpan(area * z, area));
            }
        });
        var result = new double[area * taps[2].Count];
        for (var z = 0; z < depth; z++)
            taps[2].Spread(z, planes.AsSpan(area * z, area), result);
        return result;
    }
}
