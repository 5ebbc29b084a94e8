using Seno.Learning.Networks.Kernels;
using Seno.Learning.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Seno.Learning.Networks;

/// <summary>Convolution 3×3 (×3), instance normalisation (affine, ε 1e-5), leaky rectifier (slope 0.01): nnU-Net's plain block.</summary>
public sealed class ConvolutionBlock : Module<Tensor, Tensor>
{
    private const double Epsilon = 1e-5;
    private const double Slope = 0.01;

    private readonly Convolution conv;
    private readonly Module<Tensor, Tensor> norm;
    private readonly Arithmetic arithmetic;

    public ConvolutionBlock(int inputs, int features, int stride, Arithmetic arithmetic, int dimensions = 2)
        : base(nameof(ConvolutionBlock))
    {
        this.arithmetic = arithmetic;
        conv = dimensions == 3
            ? Conv3d(inputs, features, kernel_size: 3, stride: stride, padding: 1)
            : Conv2d(inputs, features, kernel_size: 3, stride: stride, padding: 1);
        norm = dimensions == 3
            ? InstanceNorm3d(features, eps: Epsilon, affine: true, track_running_stats: false)
            : InstanceNorm2d(features, eps: Epsilon, affine: true, track_running_stats: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var features = Convolutions.Forward(conv, input, arithmetic);
        return norm is InstanceNorm2d planar && arithmetic.Layout == Layout.ChannelsLast && features.device_type == DeviceType.CPU
            ? NormalisedRectifier.Of(features, planar.weight!, planar.bias!, Epsilon, Slope)
            : functional.leaky_relu(norm.forward(features), Slope);
    }
}
