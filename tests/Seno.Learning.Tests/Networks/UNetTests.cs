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

    /// <summary>As in two dimensions, with 27 for 9 and 8 for 4.</summary>
    [Fact]
    public void In_three_dimensions_it_answers_volumes_and_has_as_many_parameters_as_counted_by_hand()
    {
        using var scope = NewDisposeScope();
        var network = new UNet(new() { Dimensions = 3, Channels = 2, Classes = 3, Features = [4, 8] });
        network.train();
        Assert.Equal([[1, 3, 4, 8, 6]], network.forward(randn([1, 2, 4, 8, 6])).Select(logits => logits.shape));
        var encoder = (2 * 4 * 27 + 4 + 8) + (4 * 4 * 27 + 4 + 8) + (4 * 8 * 27 + 8 + 16) + (8 * 8 * 27 + 8 + 16);
        var decoder = (8 * 4 * 8 + 4) + (8 * 4 * 27 + 4 + 8) + (4 * 4 * 27 + 4 + 8) + (4 * 3 + 3);
        Assert.Equal(encoder + decoder, network.parameters().Sum(parameter => parameter.numel()));
    }

    /// <summary>Centre slices of the kernels and the same image in every slice make a volume of slices: then both networks answer alike away from nothing, since z has no influence.</summary>
    [Fact]
    public void A_volume_of_equal_slices_is_answered_as_the_slice_is_when_kernels_are_flat()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var flat = new UNet(new() { Channels = 1, Classes = 2, Features = [4, 8] });
        var deep = new UNet(new() { Dimensions = 3, Channels = 1, Classes = 2, Features = [4, 8], Arithmetic = new(Precision.Fp32, Layout.ChannelsLast) });
        foreach (var ((name, of), (_, to)) in flat.named_parameters().Zip(deep.named_parameters()))
        {
            to.zero_();
            if (of.dim() < 4)
                to.copy_(of);
            else if (name.StartsWith("upsampling", StringComparison.Ordinal))
                to.copy_(of.unsqueeze(2).expand_as(to));
            else
                to.select(2, to.shape[2] / 2).copy_(of);
        }
        flat.eval();
        deep.eval();
        var slice = randn([2, 1, 8, 12]);
        var answer = deep.forward(slice.unsqueeze(2).expand(2, 1, 4, 8, 12))[0];
        Assert.Equal([2, 2, 4, 8, 12], answer.shape);
        Assert.InRange((answer - flat.forward(slice)[0].unsqueeze(2)).abs().max().item<float>(), 0, 1e-4f);
    }

    [Fact]
    public void Other_dimensions_are_refused() => Assert.Throws<ArgumentException>(() => new UNet(new() { Dimensions = 1, Channels = 1, Classes = 2 }));

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
