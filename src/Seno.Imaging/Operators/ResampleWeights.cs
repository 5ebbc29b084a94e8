namespace Seno.Imaging.Operators;

/// <summary>For each voxel of the new axis, the voxels of the old one it is made of.</summary>
/// <remarks>Half-pixel convention: new voxel o lies at (o + 1/2) · old/new − 1/2 of the old axis, so that the outer faces coincide.</remarks>
internal sealed class ResampleWeights
{
    private readonly int[] indices;
    private readonly float[] weights;

    public ResampleWeights(int oldLength, int newLength, Interpolation interpolation, bool antiAlias)
    {
        var ratio = (double)oldLength / newLength;
        var widening = antiAlias && interpolation != Interpolation.Nearest ? Math.Max(1, ratio) : 1;
        var support = widening * interpolation switch { Interpolation.Linear => 1, Interpolation.Cubic => 2, _ => 0.5 };
        Taps = interpolation == Interpolation.Nearest || oldLength == newLength ? 1 : Math.Min((int)Math.Ceiling(2 * support) + 1, Math.Max(oldLength, 4) + 1);
        indices = new int[newLength * Taps];
        weights = new float[newLength * Taps];
        for (var o = 0; o < newLength; o++)
        {
            var centre = (o + 0.5) * ratio - 0.5;
            if (Taps == 1)
                Set(o, (int)((2L * o + 1) * oldLength / (2L * newLength)));
            else
                Fill(o, centre, support, widening, interpolation, oldLength);
        }
    }

    /// <summary>New voxel o lies at start + o · step of the old axis, wherever that is.</summary>
    public ResampleWeights(double start, double step, int newLength, int oldLength, Interpolation interpolation)
    {
        Taps = 4;
        indices = new int[newLength * Taps];
        weights = new float[newLength * Taps];
        for (var o = 0; o < newLength; o++)
            FourTaps.Find(start + o * step, oldLength, 1, interpolation, indices.AsSpan(o * Taps, Taps), weights.AsSpan(o * Taps, Taps));
    }

    /// <summary>Old voxels per new voxel; unused ones have weight 0.</summary>
    public int Taps { get; }

    public ReadOnlySpan<int> Indices(int o) => indices.AsSpan(o * Taps, Taps);

    public ReadOnlySpan<float> Weights(int o) => weights.AsSpan(o * Taps, Taps);

    private void Set(int o, int index)
    {
        indices[o] = index;
        weights[o] = 1;
    }

    /// <summary>Beyond the edge the edge voxel repeats; a widened kernel instead ends there and is normalised, as in Pillow.</summary>
    private void Fill(int o, double centre, double support, double widening, Interpolation interpolation, int oldLength)
    {
        Span<double> raw = stackalloc double[Math.Min(Taps, 256)];
        if (Taps > 256)
            raw = new double[Taps];
        raw.Clear();
        var first = (int)Math.Floor(centre - support) + 1;
        if (widening > 1)
            first = Math.Max(first, 0);
        var sum = 0.0;
        for (var tap = 0; tap < Taps; tap++)
        {
            var index = first + tap;
            var outside = index < 0 || index >= oldLength;
            raw[tap] = widening > 1 && outside ? 0 : Kernel(interpolation, (index - centre) / widening);
            sum += raw[tap];
            indices[o * Taps + tap] = Math.Clamp(index, 0, oldLength - 1);
        }
        for (var tap = 0; tap < Taps; tap++)
            weights[o * Taps + tap] = (float)(raw[tap] / sum);
    }

    private static double Kernel(Interpolation interpolation, double distance)
    {
        var t = Math.Abs(distance);
        if (interpolation == Interpolation.Linear)
            return Math.Max(0, 1 - t);
        return t switch
        {
            < 1 => (1.5 * t - 2.5) * t * t + 1,
            < 2 => ((-0.5 * t + 2.5) * t - 4) * t + 2,
            _ => 0,
        };
    }
}
