using System.Runtime.Intrinsics;
using Seno.Learning.Runtime;

namespace Seno.Learning.Networks.Kernels;

/// <summary>Instance normalisation and leaky rectifier in one go over channels-last memory: each number is read twice and written once.</summary>
/// <remarks>
/// libtorch has neither for this layout: it copies to channels-first and back, and keeps two intermediate tensors for the way back.
/// Sums run over slabs of fixed size that are added in order, so the number of threads does not change a bit of the result.
/// </remarks>
/// <typeparam name="T">The tensors' element type.</typeparam>
internal sealed unsafe class NormalisedRectifierKernel<T>
    where T : struct, IElements
{
    private const int Lanes = 16;
    private const int SlabElements = 1 << 15;

    private readonly int samples;
    private readonly int channels;
    private readonly nint pixels;
    private readonly float slope;

    /// <summary>Numbers after which channels and vectors are in step again.</summary>
    private readonly int period;
    private readonly nint slabPixels;
    private readonly int slabs;

    public NormalisedRectifierKernel(int samples, int channels, long pixels, float slope)
    {
        this.samples = samples;
        this.channels = channels;
        this.pixels = checked((nint)pixels);
        this.slope = slope;
        period = channels;
        while (period % Lanes != 0)
            period *= 2;
        while (period < 4 * Lanes)
            period *= 2;
        slabPixels = Math.Max(1, SlabElements / channels);
        slabs = (int)((this.pixels + slabPixels - 1) / slabPixels);
    }

    /// <param name="input">[samples, pixels, channels].</param>
    /// <param name="gain">γ, [channels].</param>
    /// <param name="bias">β, [channels].</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="output">Like <paramref name="input"/>.</param>
    /// <param name="statistics">Receives mean and 1/σ, [samples, 2, channels].</param>
    public void Forward(byte* input, float* gain, float* bias, double epsilon, byte* output, float* statistics)
    {
        var partial = new double[samples * slabs * 2 * channels];
        ForSlabs((sample, slab) => AddMoments(At(input, sample, slab), At(input, sample, 0), Pixels(slab), Sums(partial, sample, slab)));
        for (var sample = 0; sample < samples; sample++)
        {
            var sums = Total(partial, sample);
            var mean = statistics + (nint)sample * 2 * channels;
            for (var c = 0; c < channels; c++)
            {
                var offset = sums[c] / pixels;
                mean[c] = (float)(T.LoadOne(At(input, sample, 0), c) + offset);
                mean[channels + c] = (float)(1 / Math.Sqrt(Math.Max(0, sums[channels + c] / pixels - offset * offset) + epsilon));
            }
        }
        ForSlabs((sample, slab) =>
        {
            Span<float> table = stackalloc float[3 * period];
            Normalisation(statistics + (nint)sample * 2 * channels, gain, bias, table);
            Apply(At(input, sample, slab), At(output, sample, slab), Pixels(slab), table);
        });
    }

    /// <param name="input">As given to <see cref="Forward"/>.</param>
    /// <param name="statistics">As it wrote them.</param>
    /// <param name="gain">γ.</param>
    /// <param name="bias">β.</param>
    /// <param name="outputGradient">Like the output.</param>
    /// <param name="inputGradient">Receives the gradient of the input.</param>
    /// <param name="gainGradient">Receives that of γ.</param>
    /// <param name="biasGradient">Receives that of β.</param>
    public void Backward(byte* input, float* statistics, float* gain, float* bias, byte* outputGradient, byte* inputGradient, float* gainGradient, float* biasGradient)
    {
        var partial = new double[samples * slabs * 2 * channels];
        ForSlabs((sample, slab) =>
        {
            Span<float> table = stackalloc float[3 * period];
            Normalisation(statistics + (nint)sample * 2 * channels, gain, bias, table);
            AddGradients(At(input, sample, slab), At(outputGradient, sample, slab), Pixels(slab), table, Sums(partial, sample, slab));
        });
        var totals = new double[samples][];
        var (forGain, forBias) = (new double[channels], new double[channels]);
        for (var sample = 0; sample < samples; sample++)
        {
            totals[sample] = Total(partial, sample);
            var deviation = statistics + ((nint)sample * 2 + 1) * channels;
            for (var c = 0; c < channels; c++)
            {
                forBias[c] += totals[sample][c];
                forGain[c] += totals[sample][channels + c] * deviation[c];
            }
        }
        for (var c = 0; c < channels; c++)
            (gainGradient[c], biasGradient[c]) = ((float)forGain[c], (float)forBias[c]);
        ForSlabs((sample, slab) =>
        {
            var deviation = statistics + ((nint)sample * 2 + 1) * channels;
            Span<float> table = stackalloc float[6 * period];
            Normalisation(statistics + (nint)sample * 2 * channels, gain, bias, table);
            for (var i = 0; i < period; i++)
            {
                var c = i % channels;
                var scale = gain[c] * deviation[c];
                table[3 * period + i] = scale;
                table[4 * period + i] = (float)(scale * totals[sample][c] / pixels);
                table[5 * period + i] = (float)(scale * totals[sample][channels + c] * deviation[c] * deviation[c] / pixels);
            }
            Differentiate(At(input, sample, slab), At(outputGradient, sample, slab), At(inputGradient, sample, slab), Pixels(slab), table);
        });
    }

    /// <summary>Per number: mean, scale and bias of x ↦ (x − mean)·scale + bias.</summary>
    private void Normalisation(float* mean, float* gain, float* bias, Span<float> table)
    {
        for (var i = 0; i < period; i++)
        {
            var c = i % channels;
            table[i] = mean[c];
            table[period + i] = gain[c] * mean[channels + c];
            table[2 * period + i] = bias[c];
        }
    }

    /// <summary>Σ(x − k) and Σ(x − k)² per channel, where k is the sample's first pixel: near enough to the mean that nothing cancels.</summary>
    private void AddMoments(byte* x, byte* first, nint count, Span<double> totals)
    {
        Span<float> table = stackalloc float[3 * period];
        for (var i = 0; i < period; i++)
            table[i] = T.LoadOne(first, i % channels);
        var sums = table[period..];
        sums.Clear();
        fixed (float* k = table, s = sums)
        {
            var q = s + period;
            var end = count * channels;
            nint i = 0;
            for (; i + period <= end; i += period)
            {
                for (var j = 0; j < period; j += Lanes)
                {
                    var value = T.Load(x, i + j) - Vector512.Load(k + j);
                    (Vector512.Load(s + j) + value).Store(s + j);
                    Vector512.FusedMultiplyAdd(value, value, Vector512.Load(q + j)).Store(q + j);
                }
            }
            for (var j = 0; i < end; i++, j++)
            {
                var value = T.LoadOne(x, i) - k[j];
                s[j] += value;
                q[j] += value * value;
            }
        }
        Fold(sums, totals);
    }

    private void Apply(byte* x, byte* y, nint count, Span<float> table)
    {
        var leak = Vector512.Create(slope);
        fixed (float* mean = table)
        {
            var scale = mean + period;
            var bias = scale + period;
            var end = count * channels;
            nint i = 0;
            for (; i + period <= end; i += period)
            {
                for (var j = 0; j < period; j += Lanes)
                {
                    var z = Vector512.FusedMultiplyAdd(T.Load(x, i + j) - Vector512.Load(mean + j), Vector512.Load(scale + j), Vector512.Load(bias + j));
                    T.Store(y, i + j, Vector512.ConditionalSelect(Vector512.GreaterThan(z, Vector512<float>.Zero), z, z * leak));
                }
            }
            for (var j = 0; i < end; i++, j++)
            {
                var z = float.FusedMultiplyAdd(T.LoadOne(x, i) - mean[j], scale[j], bias[j]);
                T.StoreOne(y, i, z > 0 ? z : z * slope);
            }
        }
    }

    /// <summary>Σ dz and Σ dz·(x − mean) per channel, where dz is the gradient before the rectifier.</summary>
    private void AddGradients(byte* x, byte* dy, nint count, Span<float> table, Span<double> totals)
    {
        Span<float> sums = stackalloc float[2 * period];
        sums.Clear();
        var leak = Vector512.Create(slope);
        fixed (float* mean = table, s = sums)
        {
            var scale = mean + period;
            var bias = scale + period;
            var q = s + period;
            var end = count * channels;
            nint i = 0;
            for (; i + period <= end; i += period)
            {
                for (var j = 0; j < period; j += Lanes)
                {
                    var value = T.Load(x, i + j) - Vector512.Load(mean + j);
                    var z = Vector512.FusedMultiplyAdd(value, Vector512.Load(scale + j), Vector512.Load(bias + j));
                    var gradient = T.Load(dy, i + j);
                    gradient = Vector512.ConditionalSelect(Vector512.GreaterThan(z, Vector512<float>.Zero), gradient, gradient * leak);
                    (Vector512.Load(s + j) + gradient).Store(s + j);
                    Vector512.FusedMultiplyAdd(gradient, value, Vector512.Load(q + j)).Store(q + j);
                }
            }
            for (var j = 0; i < end; i++, j++)
            {
                var value = T.LoadOne(x, i) - mean[j];
                var gradient = T.LoadOne(dy, i) * (float.FusedMultiplyAdd(value, scale[j], bias[j]) > 0 ? 1 : slope);
                s[j] += gradient;
                q[j] += gradient * value;
            }
        }
        Fold(sums, totals);
    }

    /// <summary>dx = γ/σ · (dz − mean(dz) − x̂ · mean(dz·x̂)).</summary>
    private void Differentiate(byte* x, byte* dy, byte* dx, nint count, Span<float> table)
    {
        var leak = Vector512.Create(slope);
        fixed (float* mean = table)
        {
            var scale = mean + period;
            var bias = scale + period;
            var slopeOf = bias + period;
            var constant = slopeOf + period;
            var linear = constant + period;
            var end = count * channels;
            nint i = 0;
            for (; i + period <= end; i += period)
            {
                for (var j = 0; j < period; j += Lanes)
                {
                    var value = T.Load(x, i + j) - Vector512.Load(mean + j);
                    var z = Vector512.FusedMultiplyAdd(value, Vector512.Load(scale + j), Vector512.Load(bias + j));
                    var gradient = T.Load(dy, i + j);
                    gradient = Vector512.ConditionalSelect(Vector512.GreaterThan(z, Vector512<float>.Zero), gradient, gradient * leak);
                    var centred = Vector512.FusedMultiplyAdd(gradient, Vector512.Load(slopeOf + j), -Vector512.Load(constant + j));
                    T.Store(dx, i + j, Vector512.FusedMultiplyAdd(-value, Vector512.Load(linear + j), centred));
                }
            }
            for (var j = 0; i < end; i++, j++)
            {
                var value = T.LoadOne(x, i) - mean[j];
                var gradient = T.LoadOne(dy, i) * (float.FusedMultiplyAdd(value, scale[j], bias[j]) > 0 ? 1 : slope);
                T.StoreOne(dx, i, gradient * slopeOf[j] - constant[j] - value * linear[j]);
            }
        }
    }

    private void Fold(ReadOnlySpan<float> sums, Span<double> totals)
    {
        for (var i = 0; i < period; i++)
        {
            totals[i % channels] += sums[i];
            totals[channels + i % channels] += sums[period + i];
        }
    }

    private void ForSlabs(Action<int, int> work) => TorchThreads.For(samples * slabs, i => work(i / slabs, i % slabs));

    private nint Pixels(int slab) => Math.Min(slabPixels, pixels - slab * slabPixels);

    private byte* At(byte* data, int sample, int slab) => data + (sample * pixels + slab * slabPixels) * channels * T.Size;

    private Span<double> Sums(double[] partial, int sample, int slab) => partial.AsSpan((sample * slabs + slab) * 2 * channels, 2 * channels);

    private double[] Total(double[] partial, int sample)
    {
        var total = new double[2 * channels];
        for (var slab = 0; slab < slabs; slab++)
        {
            var sums = Sums(partial, sample, slab);
            for (var i = 0; i < total.Length; i++)
                total[i] += sums[i];
        }
        return total;
    }
}
