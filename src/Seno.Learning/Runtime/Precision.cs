namespace Seno.Learning.Runtime;

/// <summary>Arithmetic of convolutions. Master weights and losses are float32 throughout.</summary>
public enum Precision
{
    /// <summary>By the processor's instructions: see <see cref="Arithmetic"/>.</summary>
    Auto,

    /// <summary>IEEE single precision.</summary>
    Fp32,

    /// <summary>bfloat16 inputs and weights at every convolution.</summary>
    Bf16,
}
