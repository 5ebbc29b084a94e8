using Seno.Learning.Runtime;

namespace Seno.Learning.Networks;

/// <summary>What a plan fixes about a network.</summary>
public sealed record NetworkOptions
{
    /// <value>Image channels.</value>
    public required int Channels { get; init; }

    /// <value>Classes, background included.</value>
    public required int Classes { get; init; }

    /// <value>2 for slices, 3 for volumes. Default 2.</value>
    public int Dimensions { get; init; } = 2;

    /// <value>Features of each resolution, finest first. Default 16, 32, 64, 128, 256: half nnU-Net's width, for a CPU budget.</value>
    public IReadOnlyList<int> Features { get; init; } = [16, 32, 64, 128, 256];

    /// <value>Convolutions a resolution, down and up. Default 2 (nnU-Net).</value>
    public int ConvolutionsPerStage { get; init; } = 2;

    /// <value>Of the convolutions. Default fp32, channels-first, which is the only layout of three dimensions.</value>
    public Arithmetic Arithmetic { get; init; } = new(Precision.Fp32, Layout.ChannelsFirst);
}
