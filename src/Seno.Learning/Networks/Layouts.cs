using static TorchSharp.torch;

namespace Seno.Learning.Networks;

/// <summary>Memory order of [batch, channels, y, x] tensors; libtorch's convolutions follow their input's.</summary>
public static class Layouts
{
    /// <summary>The same tensor with the channels of a pixel side by side in memory; itself if it is so already.</summary>
    public static Tensor ChannelsLast(Tensor tensor)
    {
        var pixels = tensor.permute(0, 2, 3, 1);
        return pixels.is_contiguous() ? tensor : pixels.contiguous().permute(0, 3, 1, 2);
    }
}
