namespace Seno.Learning.Runtime;

/// <summary>Memory order of image tensors inside a network.</summary>
public enum Layout
{
    /// <summary>[batch, channels, y, x]: libtorch's own.</summary>
    ChannelsFirst,

    /// <summary>[batch, y, x, channels]: what bfloat16 convolutions on CPUs prefer.</summary>
    ChannelsLast,
}
