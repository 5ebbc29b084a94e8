namespace Seno.Learning.Runtime;

/// <summary>Arithmetic of convolutions. Master weights and losses are float32 throughout.</summary>
public enum Precision
{
    /// <summary>Timed once on this machine.</summary>
    Auto,

    /// <summary>IEEE single precision.</summary>
    Fp32,

    /// <summary>bfloat16 inputs and weights at every convolution.</summary>
    Bf16,
}
