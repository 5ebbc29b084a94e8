using System.Runtime.CompilerServices;
using Seno.Learning.Runtime;
using TorchSharp;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Seno.Learning.Tests;

/// <summary>Loads libtorch before the first test touches it. Tests run one after the other: libtorch owns the cores.</summary>
internal static class Torch
{
    [ModuleInitializer]
    internal static void Start() => TorchRuntime.Start(new ComputeOptions { Device = "cpu", Threads = 2 });

    /// <summary>Numbers of a tensor, in order.</summary>
    public static double[] Values(torch.Tensor tensor) => tensor.detach().to_type(torch.ScalarType.Float64).contiguous().data<double>().ToArray();
}
