using Seno.Learning.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Seno.Learning.Networks;

/// <summary>2-D convolutions that compute in the run's precision while their master weights stay float32.</summary>
/// <remarks>Autocast by hand: autograd flows through the casts.</remarks>
public static class Convolutions
{
    /// <param name="convolution">The module that owns weight and bias.</param>
    /// <param name="input">[batch, channels, y, x].</param>
    /// <param name="precision">Fp32 or Bf16; the result has the same.</param>
    public static Tensor Forward(Conv2d convolution, Tensor input, Precision precision)
    {
        if (precision != Precision.Bf16)
            return convolution.forward(input);
        var bias = convolution.bias;
        return functional.conv2d(Lower(input), Lower(convolution.weight), bias is null ? null : Lower(bias), convolution.stride, convolution.padding ?? [0, 0], convolution.dilation, convolution.groups);
    }

    /// <summary>As <see cref="Forward(Conv2d, Tensor, Precision)"/>, upwards.</summary>
    public static Tensor Forward(ConvTranspose2d convolution, Tensor input, Precision precision)
    {
        if (precision != Precision.Bf16)
            return convolution.forward(input);
        var bias = convolution.bias;
        return functional.conv_transpose2d(Lower(input), Lower(convolution.weight), bias is null ? null : Lower(bias), convolution.stride);
    }

    /// <summary>Kaiming normal for a leaky rectifier of slope 0.01, biases 0 (nnU-Net).</summary>
    public static void Initialise(nn.Module module)
    {
        foreach (var child in module.modules())
        {
            var (weight, bias) = child switch
            {
                Conv2d convolution => (convolution.weight, convolution.bias),
                ConvTranspose2d convolution => (convolution.weight, convolution.bias),
                _ => (null, null),
            };
            if (weight is not null)
                init.kaiming_normal_(weight, 0.01);
            if (bias is not null)
                init.zeros_(bias);
        }
    }

    private static Tensor Lower(Tensor tensor) => tensor.dtype == ScalarType.BFloat16 ? tensor : tensor.to_type(ScalarType.BFloat16);
}
