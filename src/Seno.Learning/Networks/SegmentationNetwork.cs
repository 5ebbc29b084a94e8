using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Seno.Learning.Networks;

/// <summary>What every segmentation network is: an image in, logits out at one or more resolutions.</summary>
public abstract class SegmentationNetwork(string name) : Module<Tensor, Tensor[]>(name)
{
    /// <summary>Every spatial size must be a multiple of this.</summary>
    public abstract int Stride { get; }
}
