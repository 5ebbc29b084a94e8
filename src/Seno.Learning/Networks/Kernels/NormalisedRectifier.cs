using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Seno.Learning.Networks.Kernels;

/// <summary>Instance normalisation (affine) followed by a leaky rectifier, as one differentiable operation for channels-last tensors on the CPU.</summary>
public sealed class NormalisedRectifier : SingleTensorFunction<NormalisedRectifier>
{
    public override string Name => nameof(NormalisedRectifier);

    /// <param name="input">Float32 or bfloat16, [batch, channels, y, x], copied unless it lies in channels-last memory.</param>
    /// <param name="gain">γ, float32 [channels].</param>
    /// <param name="bias">β, float32 [channels].</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="slope">Of the rectifier below 0; from 0 to 1.</param>
    /// <returns>Like <paramref name="input"/>, in channels-last memory.</returns>
    /// <exception cref="ArgumentException">Another element type.</exception>
    public static Tensor Of(Tensor input, Tensor gain, Tensor bias, double epsilon = 1e-5, double slope = 0.01) => apply(input, gain, bias, epsilon, slope);

    public override unsafe Tensor forward(AutogradContext ctx, params object[] vars)
    {
        var (input, gain, bias) = (Layouts.ChannelsLast((Tensor)vars[0]), (Tensor)vars[1], (Tensor)vars[2]);
        var (epsilon, slope) = ((double)vars[3], (double)vars[4]);
        var output = empty_like(input);
        var statistics = empty(input.shape[0], 2, input.shape[1]);
        if (input.dtype == ScalarType.BFloat16)
            Kernel<BFloat16Elements>(input, slope).Forward(Bytes(input), Singles(gain), Singles(bias), epsilon, Bytes(output), Singles(statistics));
        else
            Kernel<SingleElements>(input, slope).Forward(Bytes(input), Singles(gain), Singles(bias), epsilon, Bytes(output), Singles(statistics));
        ctx.save_for_backward([input, gain, bias, statistics]);
        ctx.save_data("slope", slope);
        return output;
    }

    public override unsafe List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        var (input, gain, bias, statistics) = (saved[0], saved[1], saved[2], saved[3]);
        var slope = (double)ctx.get_data("slope");
        var outputGradient = Layouts.ChannelsLast(grad_output);
        var (inputGradient, gainGradient, biasGradient) = (empty_like(input), empty_like(gain), empty_like(bias));
        if (input.dtype == ScalarType.BFloat16)
            Kernel<BFloat16Elements>(input, slope).Backward(Bytes(input), Singles(statistics), Singles(gain), Singles(bias), Bytes(outputGradient), Bytes(inputGradient), Singles(gainGradient), Singles(biasGradient));
        else
            Kernel<SingleElements>(input, slope).Backward(Bytes(input), Singles(statistics), Singles(gain), Singles(bias), Bytes(outputGradient), Bytes(inputGradient), Singles(gainGradient), Singles(biasGradient));
        return [inputGradient, gainGradient, biasGradient, null!, null!];
    }

    private static NormalisedRectifierKernel<T> Kernel<T>(Tensor input, double slope)
        where T : struct, IElements
    {
        if (input.dtype != T.Type)
            throw new ArgumentException($"elements are {input.dtype}; float32 and bfloat16 are known", nameof(input));
        return new((int)input.shape[0], (int)input.shape[1], input.shape[2] * input.shape[3], (float)slope);
    }

    private static unsafe float* Singles(Tensor tensor) => (float*)Bytes(tensor);

    /// <summary>Native memory: it stays where it is as long as the tensor lives.</summary>
    private static unsafe byte* Bytes(Tensor tensor) =>
        (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference((tensor.dim() == 4 ? tensor.permute(0, 2, 3, 1) : tensor).bytes));
}
