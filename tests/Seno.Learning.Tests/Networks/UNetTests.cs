using Seno.Learning.Networks;
using Seno.Learning.Runtime;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Networks;

public sealed class UNetTests
{
    private static NetworkOptions Options(Arithmetic arithmetic = default) => new() { Channels = 2, Classes = 3, Features = [4, 8, 16], Arithmetic = arithmetic };

    [Fact]
    public void Training_answers_at_every_resolution_and_prediction_at_the_finest()
    {
        using var scope = NewDisposeScope();
        var network = new UNet(Options());
        network.train();
        Assert.Equal([[1, 3, 16, 24], [1, 3, 8, 12]], network.forward(randn([1, 2, 16, 24])).Select(logits => logits.shape));
        network.eval();
        Assert.Equal([1, 3, 16, 24], Assert.Single(network.forward(randn([1, 2, 16, 24]))).shape);
    }

    /// <summary>Counted by hand: a 3×3 convolution has 9·in·out + out weights and its norm 2·out; up 4·in·out + out; heads in·3 + 3.</summary>
    [Fact]
    public void Parameters_are_as_many_as_counted_by_hand()
    {
        using var scope = NewDisposeScope();
        var encoder = (72 + 4 + 8) + (144 + 4 + 8) + (288 + 8 + 16) + (576 + 8 + 16) + (1152 + 16 + 32) + (2304 + 16 + 32);
        var up = (16 * 8 * 4 + 8) + (8 * 4 * 4 + 4);
        var decoder = (16 * 8 * 9 + 8 + 16) + (576 + 8 + 16) + (8 * 4 * 9 + 4 + 8) + (144 + 4 + 8);
        var heads = (8 * 3 + 3) + (4 * 3 + 3);
        Assert.Equal(encoder + up + decoder + heads, new UNet(Options()).parameters().Sum(parameter => parameter.numel()));
    }

    public static readonly TheoryData<Precision, Layout, double> Arithmetics = new()
    {
        { Precision.Fp32, Layout.ChannelsLast, 1e-5 },
        { Precision.Bf16, Layout.ChannelsFirst, 0.05 },
        { Precision.Bf16, Layout.ChannelsLast, 0.05 },
    };

    [Theory, MemberData(nameof(Arithmetics))]
    public void Every_arithmetic_answers_and_learns_as_plain_float32_does_to_its_precision(Precision precision, Layout layout, double tolerance)
    {
        using var scope = NewDisposeScope();
        var image = randn([2, 2, 32, 32]);
        var (expected, expectedGradient) = Answer(Options());
        var (answered, gradient) = Answer(Options(new(precision, layout)));
        Assert.Equal(ScalarType.Float32, answered.dtype);
        Assert.InRange(((answered - expected).norm() / expected.norm()).item<float>(), 1e-9, tolerance);
        Assert.InRange(((gradient - expectedGradient).norm() / expectedGradient.norm()).item<float>(), 0, 3 * tolerance);

        (Tensor Logits, Tensor Gradient) Answer(NetworkOptions options)
        {
            random.manual_seed(3);
            var network = new UNet(options);
            network.train();
            var logits = network.forward(image);
            logits[0].square().mean().backward();
            return (logits[0], cat([.. network.parameters().Select(parameter => parameter.grad).Where(grad => grad is not null).Select(grad => grad!.flatten())]));
        }
    }

    [Fact]
    public void Every_parameter_receives_a_gradient()
    {
        using var scope = NewDisposeScope();
        var network = new UNet(Options());
        network.train();
        var logits = network.forward(randn([2, 2, 16, 16]));
        logits.Select(level => (level * randn_like(level)).sum()).Aggregate((sum, next) => sum + next).backward();
        Assert.All(network.named_parameters(), pair => Assert.True(pair.parameter.grad is { } gradient && gradient.isfinite().all().item<bool>(), pair.name));
    }
}
