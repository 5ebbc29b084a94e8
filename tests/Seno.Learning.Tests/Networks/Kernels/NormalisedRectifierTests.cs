using Seno.Learning.Networks;
using Seno.Learning.Networks.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Networks.Kernels;

public sealed class NormalisedRectifierTests
{
    public static readonly TheoryData<int, int, int, int> Shapes = new()
    {
        { 1, 1, 3, 5 },       // a channel: the period is many pixels
        { 2, 5, 9, 7 },       // channels and vectors out of step
        { 3, 16, 20, 33 },    // in step
        { 2, 24, 64, 65 },    // several slabs
        { 2, 96, 1, 2 },      // fewer pixels than a period
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Equals_libtorchs_two_operations_forwards_and_backwards(int samples, int channels, int height, int width)
    {
        using var scope = NewDisposeScope();
        var image = randn(samples, channels, height, width) * 3 + 10;
        var ours = Differentiate(image, ScalarType.Float32, (x, gain, bias) => NormalisedRectifier.Of(x, gain, bias));
        var theirs = Differentiate(image, ScalarType.Float64, (x, gain, bias) => nn.functional.leaky_relu(nn.functional.instance_norm(x, weight: gain, bias: bias), 0.01));
        foreach (var (mine, exact) in ours.Zip(theirs))
            Assert.InRange((mine - exact).abs().max().item<double>(), 0, 3e-5 * Math.Max(1, exact.abs().max().item<double>()));
    }

    [Fact]
    public void In_bfloat16_only_the_results_are_rounded()
    {
        using var scope = NewDisposeScope();
        var image = randn(2, 24, 30, 20).to_type(ScalarType.BFloat16);
        var ours = Differentiate(image, ScalarType.BFloat16, (x, gain, bias) => NormalisedRectifier.Of(x, gain, bias));
        var exact = Differentiate(image.to_type(ScalarType.Float32), ScalarType.Float32, (x, gain, bias) => NormalisedRectifier.Of(x, gain, bias));
        Assert.Equal(0, (ours[0] - exact[0].to_type(ScalarType.BFloat16)).abs().max().item<double>());
    }

    [Fact]
    public void Threads_do_not_change_a_bit()
    {
        using var scope = NewDisposeScope();
        var threads = get_num_threads();
        var image = randn(3, 16, 50, 90);
        try
        {
            set_num_threads(1);
            var one = Differentiate(image, ScalarType.Float32, (x, gain, bias) => NormalisedRectifier.Of(x, gain, bias));
            set_num_threads(2);
            var two = Differentiate(image, ScalarType.Float32, (x, gain, bias) => NormalisedRectifier.Of(x, gain, bias));
            Assert.All(one.Zip(two), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Fact]
    public void A_constant_channel_gives_its_bias_and_no_gradient()
    {
        using var scope = NewDisposeScope();
        var image = full([1, 2, 4, 4], 7f).requires_grad_();
        var output = NormalisedRectifier.Of(image, ones(2), tensor(new[] { 0.5f, -0.5f }));
        output.backward([ones_like(output)]);
        Assert.Equal([0.5f, -0.005f], output[0, TensorIndex.Colon, 0, 0].data<float>().ToArray());
        Assert.Equal(0, image.grad!.abs().max().item<float>());
    }

    [Fact]
    public void Other_element_types_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => NormalisedRectifier.Of(zeros(1, 2, 3, 3, dtype: ScalarType.Float64), ones(2), zeros(2)));
    }

    /// <returns>Output and the gradients of input, gain and bias, in float64.</returns>
    private static Tensor[] Differentiate(Tensor image, ScalarType type, Func<Tensor, Tensor, Tensor, Tensor> operation)
    {
        random.manual_seed(5);
        var channels = image.shape[1];
        var parameters = type == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        var x = image.to_type(type).detach().clone().requires_grad_();
        var gain = (rand(channels) + 0.5).to_type(parameters).detach().requires_grad_();
        var bias = randn(channels).to_type(parameters).detach().requires_grad_();
        var output = operation(x, gain, bias);
        output.backward([randn(image.shape).to_type(type)]);
        return [.. new[] { output, x.grad!, gain.grad!, bias.grad! }.Select(tensor => tensor.to_type(ScalarType.Float64).detach())];
    }
}
