using Seno.Learning.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Seno.Learning.Networks;

/// <summary>2-D and 3-D convolutions that compute in the run's precision and layout while their master weights stay float32.</summary>
/// <remarks>Autocast by hand: autograd flows through the casts.</remarks>
public static class Convolutions
{
    /// <param name="convolution">The module that owns weight and bias.</param>
    /// <param name="input">[batch, channels, (z,) y, x].</param>
    /// <param name="arithmetic">The result has its precision and layout.</param>
    public static Tensor Forward(Convolution convolution, Tensor input, Arithmetic arithmetic)
    {
        var (typed, weight, bias) = (In(arithmetic, input), In(arithmetic, convolution.weight), Bias(arithmetic, convolution.bias));
        return weight.dim() == 5
            ? functional.conv3d(typed, weight, bias, convolution.stride, convolution.padding ?? [0, 0, 0], convolution.dilation, convolution.groups)
            : functional.conv2d(typed, weight, bias, convolution.stride, convolution.padding ?? [0, 0], convolution.dilation, convolution.groups);
    }

    /// <summary>As <see cref="Forward(Convolution, Tensor, Arithmetic)"/>, upwards.</summary>
    public static Tensor Forward(ConvolutionTranspose convolution, Tensor input, Arithmetic arithmetic)
    {
        var (typed, weight, bias) = (In(arithmetic, input), In(arithmetic, convolution.weight), Bias(arithmetic, convolution.bias));
        if (weight.dim() == 5)
            return functional.conv_transpose3d(typed, weight, bias, convolution.stride);
        return arithmetic.Layout == Layout.ChannelsLast && IsDoubling(convolution)
            ? Double(typed, weight, bias)
            : functional.conv_transpose2d(typed, weight, bias, convolution.stride);
    }

    private static bool IsDoubling(ConvolutionTranspose convolution) =>
        convolution.weight.shape is [_, _, 2, 2] && convolution.stride is [2, 2] && convolution.bias is not null;

    /// <summary>A transposed convolution of kernel 2 and stride 2 is a matrix product per pixel, whose gradient is several times faster than libtorch's.</summary>
    private static Tensor Double(Tensor input, Tensor weight, Tensor? bias)
    {
        var (batch, inputs, height, width) = (input.shape[0], input.shape[1], input.shape[2], input.shape[3]);
        var outputs = weight.shape[1];
        var matrix = weight.permute(0, 2, 3, 1).reshape(inputs, 4 * outputs);
        var pixels = addmm(bias!.repeat(4), input.permute(0, 2, 3, 1).reshape(-1, inputs), matrix, beta: 1, alpha: 1);
        return pixels.view(batch, height, width, 2, 2, outputs).permute(0, 1, 3, 2, 4, 5).reshape(batch, 2 * height, 2 * width, outputs).permute(0, 3, 1, 2);
    }

    /// <summary>Kaiming normal for a leaky rectifier of slope 0.01, biases 0 (nnU-Net).</summary>
    public static void Initialise(nn.Module module)
    {
        foreach (var child in module.modules())
        {
            if (child is not Convolution convolution)
                continue;
            init.kaiming_normal_(convolution.weight, 0.01);
            if (convolution.bias is { } bias)
                init.zeros_(bias);
        }
    }

    private static Tensor In(Arithmetic arithmetic, Tensor tensor)
    {
        var typed = arithmetic.Precision == Precision.Bf16 ? tensor.to_type(ScalarType.BFloat16) : tensor;
        return arithmetic.Layout == Layout.ChannelsLast && typed.dim() == 4 ? Layouts.ChannelsLast(typed) : typed;
    }

    private static Tensor? Bias(Arithmetic arithmetic, Tensor? bias) => arithmetic.Precision == Precision.Bf16 ? bias?.to_type(ScalarType.BFloat16) : bias;
}
