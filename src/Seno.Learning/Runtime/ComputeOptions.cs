namespace Seno.Learning.Runtime;

/// <summary>What to compute on, and how.</summary>
public sealed record ComputeOptions
{
    /// <value>"auto", "cpu", "cuda" or "cuda:n". Default auto: the first GPU libtorch can see, else the CPU.</value>
    public string Device { get; init; } = "auto";

    /// <value>CPU threads for libtorch. Default: all cores this process may use.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <value>Default auto: bf16 for slices on a processor that has instructions for it, else fp32.</value>
    public Precision Precision { get; init; } = Precision.Auto;

    /// <value>A folder holding another libtorch build of the same version; null for the package's own.</value>
    public string? LibTorch { get; init; }
}
