using Seno.Learning.Runtime;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Runtime;

public sealed class ConvolutionCheckTests
{
    [Theory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.BFloat16, 0.01)]
    public void Convolutions_are_right_on_this_machine_whatever_their_channels(ScalarType type, double tolerance) =>
        Assert.InRange(ConvolutionCheck.LargestError(type), 1e-9, tolerance);
}
