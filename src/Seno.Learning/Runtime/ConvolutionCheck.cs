using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Runtime;

/// <summary>Whether this machine's libtorch computes convolutions and their gradients rightly: some processors' do not (<see cref="OneDnnCacheSizes"/>).</summary>
public static class ConvolutionCheck
{
    /// <summary>Channels in and out: multiples of a vector and not.</summary>
    private static readonly (int Inputs, int Outputs)[] Channels = [(2, 4), (8, 8), (24, 40), (32, 32)];

    /// <summary>The largest error of the result and both gradients, relative to float64, which libtorch computes without oneDNN.</summary>
    /// <param name="type">Float32 or bfloat16.</param>
    public static double LargestError(ScalarType type)
    {
        using var scope = NewDisposeScope();
        return Channels.Max(channels => Error(channels.Inputs, channels.Outputs, type));
    }

    private static double Error(int inputs, int outputs, ScalarType type)
    {
        random.manual_seed(1);
        var (image, weight, slope) = (randn(2, inputs, 20, 20).to_type(type), randn(outputs, inputs, 3, 3).to_type(type), randn(2, outputs, 20, 20).to_type(type));
        return Differentiate(type).Zip(Differentiate(ScalarType.Float64), (found, exact) => ((found - exact).norm() / exact.norm()).item<double>()).Max(error => double.IsNaN(error) ? double.PositiveInfinity : error);

        Tensor[] Differentiate(ScalarType arithmetic)
        {
            var (x, w) = (Leaf(image, arithmetic), Leaf(weight, arithmetic));
            var result = nn.functional.conv2d(x, w, padding: [1, 1]);
            result.backward([slope.to_type(arithmetic)]);
            return [.. new[] { result, x.grad!, w.grad! }.Select(tensor => tensor.to_type(ScalarType.Float64))];
        }
    }

    private static Tensor Leaf(Tensor tensor, ScalarType type) => tensor.to_type(type, copy: true).detach().requires_grad_(true);
}
