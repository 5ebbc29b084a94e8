using Seno.Learning.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Seno.Learning.Networks;

/// <summary>2-D or 3-D U-Net (Ronneberger et al., MICCAI 2015) with nnU-Net's plain blocks: strided convolutions down, transposed convolutions up.</summary>
public sealed class UNet : SegmentationNetwork
{
    private readonly ModuleList<Sequential> encoder = [];
    private readonly ModuleList<ConvolutionTranspose> upsampling = [];
    private readonly ModuleList<Sequential> decoder = [];
    private readonly ModuleList<Convolution> heads = [];
    private readonly Arithmetic arithmetic;

    public UNet(NetworkOptions options)
        : base(nameof(UNet))
    {
        var features = options.Features;
        if (features.Count < 2)
            throw new ArgumentException("a U-Net needs at least two resolutions", nameof(options));
        if (options.Dimensions is not (2 or 3))
            throw new ArgumentException("a U-Net has two or three dimensions", nameof(options));
        arithmetic = options.Arithmetic;
        Stride = 1 << (features.Count - 1);
        for (var stage = 0; stage < features.Count; stage++)
            encoder.append(Stage(stage == 0 ? options.Channels : features[stage - 1], features[stage], stage == 0 ? 1 : 2, options));
        for (var stage = features.Count - 2; stage >= 0; stage--)
        {
            upsampling.append(Doubling(features[stage + 1], features[stage], options));
            decoder.append(Stage(2 * features[stage], features[stage], 1, options));
            heads.append(Head(features[stage], options));
        }
        RegisterComponents();
        Convolutions.Initialise(this);
    }

    public override int Stride { get; }

    /// <param name="image">[batch, channels, (z,) y, x]; each spatial size a multiple of <see cref="Stride"/>.</param>
    /// <returns>Float32 logits [batch, classes, (z,) y, x] at every decoder resolution, finest first; only the finest when evaluating.</returns>
    public override Tensor[] forward(Tensor image)
    {
        var skips = new Stack<Tensor>();
        var features = image;
        foreach (var stage in encoder)
            skips.Push(features = stage.forward(features));
        skips.Pop();
        var logits = new List<Tensor>();
        for (var i = 0; i < decoder.Count; i++)
        {
            var upsampled = Convolutions.Forward(upsampling[i], features, arithmetic);
            features = decoder[i].forward(cat([upsampled, skips.Pop()], 1));
            if (training || i == decoder.Count - 1)
                logits.Add(Convolutions.Forward(heads[i], features, arithmetic).to_type(ScalarType.Float32));
        }
        logits.Reverse();
        return [.. logits];
    }

    private static ConvolutionTranspose Doubling(int inputs, int features, NetworkOptions options) => options.Dimensions == 3
        ? ConvTranspose3d(inputs, features, kernel_size: 2, stride: 2)
        : ConvTranspose2d(inputs, features, kernel_size: 2, stride: 2);

    private static Convolution Head(int features, NetworkOptions options) => options.Dimensions == 3
        ? Conv3d(features, options.Classes, kernel_size: 1)
        : Conv2d(features, options.Classes, kernel_size: 1);

    private static Sequential Stage(int inputs, int features, int stride, NetworkOptions options) =>
        Sequential(Enumerable.Range(0, options.ConvolutionsPerStage)
            .Select(i => ($"block{i}", (Module<Tensor, Tensor>)new ConvolutionBlock(i == 0 ? inputs : features, features, i == 0 ? stride : 1, options.Arithmetic, options.Dimensions))));
}
