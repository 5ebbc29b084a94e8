using Seno.Learning.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Seno.Learning.Networks;

/// <summary>Convolution 3×3, instance normalisation (affine, ε 1e-5), leaky rectifier (slope 0.01): nnU-Net's plain block.</summary>
public sealed class ConvolutionBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly InstanceNorm2d norm;
    private readonly Precision precision;

    public ConvolutionBlock(int inputs, int features, int stride, Precision precision)
        : base(nameof(ConvolutionBlock))
    {
        this.precision = precision;
        conv = Conv2d(inputs, features, kernel_size: 3, stride: stride, padding: 1);
        norm = InstanceNorm2d(features, eps: 1e-5, affine: true, track_running_stats: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        functional.leaky_relu(norm.forward(Convolutions.Forward(conv, input, precision)), 0.01);
}
