using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>For places along an axis, the four coefficients of a uniform cubic B-spline that count there, and by how much; for a single place one.</summary>
internal sealed class SplineTaps
{
    private readonly int taps;
    private readonly int[] first;
    private readonly double[] weights;

    /// <param name="places">Each in 0..1.</param>
    public SplineTaps(float[] places, int spans)
    {
        (taps, Count) = places.Length == 1 ? (1, 1) : (4, spans + 3);
        (first, weights) = (new int[places.Length], new double[taps * places.Length]);
        if (taps == 1)
        {
            weights[0] = 1;
            return;
        }
        for (var i = 0; i < places.Length; i++)
        {
            first[i] = Math.Clamp((int)(places[i] * spans), 0, spans - 1);
            var t = places[i] * spans - first[i];
            var u = 1 - t;
            ReadOnlySpan<double> four = [u * u * u / 6, (3 * t * t * t - 6 * t * t + 4) / 6, (3 * u * u * u - 6 * u * u + 4) / 6, t * t * t / 6];
            four.CopyTo(weights.AsSpan(4 * i));
        }
    }

    private SplineTaps(SplineTaps like, double[] weights) => (taps, Count, first, this.weights) = (like.taps, like.Count, like.first, weights);

    /// <value>Coefficients.</value>
    public int Count { get; }

    public int Places => first.Length;

    /// <param name="function">Of a weight and the sum of its place's squared weights.</param>
    public SplineTaps Map(Func<double, double, double> function)
    {
        var mapped = new double[weights.Length];
        for (var i = 0; i < Places; i++)
        {
            var squares = 0.0;
            foreach (var weight in weights.AsSpan(taps * i, taps))
                squares += weight * weight;
            for (var tap = 0; tap < taps; tap++)
                mapped[taps * i + tap] = function(weights[taps * i + tap], squares);
        }
        return new(this, mapped);
    }

    /// <summary>A line at all places from its coefficients.</summary>
    [MethodImpl(Hot.Loop)]
    public void Sample(ReadOnlySpan<double> line, Span<float> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            var sum = 0.0;
            for (var tap = 0; tap < taps; tap++)
                sum += weights[taps * i + tap] * line[first[i] + tap];
            result[i] = (float)sum;
        }
    }

    /// <summary>A line of values added to the coefficients they count for.</summary>
    [MethodImpl(Hot.Loop)]
    public void Spread(ReadOnlySpan<double> line, Span<double> result)
    {
        for (var i = 0; i < line.Length; i++)
        {
            for (var tap = 0; tap < taps; tap++)
                result[first[i] + tap] += weights[taps * i + tap] * line[i];
        }
    }

    /// <summary>What lies at one place, from layers of coefficients.</summary>
    [MethodImpl(Hot.Loop)]
    public void Mix(int place, ReadOnlySpan<double> layers, Span<double> result)
    {
        result.Clear();
        for (var tap = 0; tap < taps; tap++)
        {
            var weight = weights[taps * place + tap];
            var layer = layers.Slice((first[place] + tap) * result.Length, result.Length);
            for (var i = 0; i < result.Length; i++)
                result[i] += weight * layer[i];
        }
    }

    /// <summary>What lies at one place added to the layers of coefficients it counts for.</summary>
    [MethodImpl(Hot.Loop)]
    public void Spread(int place, ReadOnlySpan<double> values, Span<double> layers)
    {
        for (var tap = 0; tap < taps; tap++)
        {
            var weight = weights[taps * place + tap];
            var layer = layers.Slice((first[place] + tap) * values.Length, values.Length);
            for (var i = 0; i < values.Length; i++)
                layer[i] += weight * values[i];
        }
    }
}
