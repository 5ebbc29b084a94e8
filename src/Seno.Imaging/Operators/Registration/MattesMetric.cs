using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>Minus the mutual information of two images at a set of points, and its derivative by the twelve numbers of an affine map.</summary>
/// <remarks>
/// Mattes et al., 2003: the joint histogram's windows are boxes for the fixed and cubic B-splines for the moving image, whose values
/// between voxels are linear. The derivative is that of the formula as it is, with those points fixed that have a value.
/// </remarks>
internal sealed class MattesMetric
{
    /// <summary>Empty bins at either end, for the B-spline.</summary>
    private const int Padding = 2;

    /// <summary>A map that leaves a smaller share of the points with a value is worth nothing (ITK's limit).</summary>
    private const double SmallestShare = 1.0 / 16;

    /// <summary>Of the points, for threads to share; the sums, and so the result, depend on these only.</summary>
    private const int LeastPiece = 2048, MostPieces = 32;

    private readonly Vector3[] points;
    private readonly int[] fixedBins;
    private readonly MovingSampler moving;
    private readonly int bins;
    private readonly int threads;
    private readonly double movingBin;
    private readonly double movingLow;
    private readonly Sample[] samples;

    /// <param name="points">In mm, each with the fixed image's value there.</param>
    public MattesMetric(IReadOnlyList<(Vector3 Point, float Value)> points, MovingSampler moving, int bins, int threads)
    {
        (this.moving, this.bins, this.threads) = (moving, bins, threads);
        this.points = [.. points.Select(sample => sample.Point)];
        var (low, high) = (points.Min(sample => sample.Value), points.Max(sample => sample.Value));
        var width = ((double)high - low) / bins;
        fixedBins = [.. points.Select(sample => width > 0 ? Math.Min((int)((sample.Value - low) / width), bins - 1) : 0)];
        movingBin = Math.Max((moving.High - moving.Low) / (bins - 2 * Padding - 1), double.Epsilon);
        movingLow = moving.Low - Padding * movingBin;
        samples = new Sample[this.points.Length];
    }

    /// <param name="map">From points to the moving image, in mm.</param>
    /// <param name="gradient">By the columns X, Y and Z and the translation of the map, in that order; may be empty.</param>
    /// <returns>In nats; positive infinity where too few points have a value.</returns>
    public double Evaluate(Affine map, Span<double> gradient)
    {
        var (joint, count) = Joint(map);
        if (count < SmallestShare * points.Length || count == 0)
            return double.PositiveInfinity;
        var (value, logs) = Information(joint, count);
        if (!gradient.IsEmpty)
            Differentiate(logs, count, gradient);
        return -value;
    }

    private (double[] Joint, int Count) Joint(Affine map)
    {
        var index = moving.IndexOf(map);
        var pieces = Math.Clamp(points.Length / LeastPiece, 1, MostPieces);
        var (partial, counts) = (new double[pieces][], new int[pieces]);
        Pieces.ForEach(pieces, threads, piece => (partial[piece], counts[piece]) = Joint(index, Start(piece, pieces), Start(piece + 1, pieces)));
        var joint = partial[0];
        foreach (var other in partial.Skip(1))
        {
            for (var i = 0; i < joint.Length; i++)
                joint[i] += other[i];
        }
        return (joint, counts.Sum());
    }

    private int Start(int piece, int pieces) => (int)((long)points.Length * piece / pieces);

    [MethodImpl(Hot.Loop)]
    private (double[] Joint, int Count) Joint(Affine index, int start, int end)
    {
        var (joint, count) = (new double[bins * bins], 0);
        for (var i = start; i < end; i++)
        {
            ref var sample = ref samples[i];
            sample.Inside = moving.TrySample(index.At(points[i]), out var value, out sample.Slope);
            if (!sample.Inside)
                continue;
            var place = (value - movingLow) / movingBin;
            var first = Math.Clamp((int)place - 1, 0, bins - 4);
            var t = place - first - 1;
            var u = 1 - t;
            var at = fixedBins[i] * bins + first;
            joint[at] += u * u * u / 6;
            joint[at + 1] += (3 * t * t * t - 6 * t * t + 4) / 6;
            joint[at + 2] += (3 * u * u * u - 6 * u * u + 4) / 6;
            joint[at + 3] += t * t * t / 6;
            (sample.At, sample.Within) = (at, t);
            count++;
        }
        return (joint, count);
    }

    /// <returns>The mutual information, and for each bin log(joint / moving).</returns>
    private (double Value, double[] Logs) Information(double[] joint, int count)
    {
        var (ofFixed, ofMoving) = (new double[bins], new double[bins]);
        for (var i = 0; i < joint.Length; i++)
        {
            joint[i] /= count;
            ofFixed[i / bins] += joint[i];
            ofMoving[i % bins] += joint[i];
        }
        var (value, logs) = (0.0, new double[joint.Length]);
        for (var i = 0; i < joint.Length; i++)
        {
            // what is all but empty would have all but infinite logarithms
            if (joint[i] <= 1e-16)
                continue;
            logs[i] = Math.Log(joint[i] / ofMoving[i % bins]);
            value += joint[i] * (logs[i] - Math.Log(ofFixed[i / bins]));
        }
        return (value, logs);
    }

    private void Differentiate(double[] logs, int count, Span<double> gradient)
    {
        var pieces = Math.Clamp(points.Length / LeastPiece, 1, MostPieces);
        var partial = new double[pieces][];
        Pieces.ForEach(pieces, threads, piece => partial[piece] = Slopes(logs, Start(piece, pieces), Start(piece + 1, pieces)));
        gradient.Clear();
        foreach (var own in partial)
        {
            for (var i = 0; i < own.Length; i++)
                gradient[i] -= own[i] / (count * movingBin);
        }
    }

    [MethodImpl(Hot.Loop)]
    private double[] Slopes(double[] logs, int start, int end)
    {
        var sums = new double[12];
        for (var i = start; i < end; i++)
        {
            ref var sample = ref samples[i];
            if (!sample.Inside)
                continue;
            var (at, t, u) = (sample.At, sample.Within, 1 - sample.Within);
            var byValue = logs[at] * (-u * u / 2) + logs[at + 1] * (1.5 * t * t - 2 * t) + logs[at + 2] * (2 * u - 1.5 * u * u) + logs[at + 3] * (t * t / 2);
            var slope = moving.InMillimetres(sample.Slope);
            for (var to = 0; to < 3; to++)
            {
                var byPlace = byValue * slope[to];
                sums[to] += byPlace * points[i].X;
                sums[3 + to] += byPlace * points[i].Y;
                sums[6 + to] += byPlace * points[i].Z;
                sums[9 + to] += byPlace;
            }
        }
        return sums;
    }

    private struct Sample
    {
        public bool Inside;

        /// <summary>The first of the four bins the point counts in, and how far it is from the second to the third.</summary>
        public int At;
        public double Within;

        /// <summary>Of the moving image, per voxel.</summary>
        public Vector3 Slope;
    }
}
