using Seno.Data;
using Seno.Learning.Runtime;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Runtime;

public sealed class ArithmeticTests
{
    [Theory]
    [InlineData(Precision.Auto, 2, true, "bf16 channels-last")]
    [InlineData(Precision.Auto, 2, false, "fp32 channels-first")]
    [InlineData(Precision.Auto, 3, true, "fp32 channels-first")]
    [InlineData(Precision.Auto, 3, false, "fp32 channels-first")]
    [InlineData(Precision.Fp32, 2, true, "fp32 channels-first")]
    [InlineData(Precision.Fp32, 2, false, "fp32 channels-first")]
    [InlineData(Precision.Bf16, 2, true, "bf16 channels-last")]
    [InlineData(Precision.Bf16, 2, false, "bf16 channels-last")]
    [InlineData(Precision.Bf16, 3, true, "bf16 channels-first")]
    public void Precision_and_layout_follow_from_what_is_asked_and_the_instructions_alone(
        Precision asked,
        int dimensions,
        bool hasBfloat16,
        string expected) =>
        Assert.Equal(expected, Arithmetic.For(asked, dimensions, hasBfloat16).ToString());

    [Fact]
    public void A_processor_with_bfloat16_has_it_by_name() =>
        Assert.Equal(CpuFeatures.Names.Contains("AVX512-BF16") || CpuFeatures.Names.Contains("AMX-BF16"), CpuFeatures.HasBfloat16);

    [Fact]
    public void Timing_stops_before_the_next_step_once_it_is_asked_to()
    {
        var plan = new Plan
        {
            Dataset = "tiny",
            Channels = ["image"],
            Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
            FileEnding = ".png",
            Patch = [16, 16],
            BatchSize = 1,
            Features = [4, 8],
            Iterations = 1,
            EpochLength = 1,
        };
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => StepTiming.Median(plan, CPU, steps: 1_000_000, stop.Token));
        Assert.Throws<OperationCanceledException>(() => ArithmeticTiming.Measure(CPU, stop.Token));
        Assert.True(StepTiming.Median(plan, CPU, steps: 3) > TimeSpan.Zero);
    }
}
