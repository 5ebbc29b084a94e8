using Seno.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Training;

public sealed class NesterovSgdTests
{
    [Theory]
    [InlineData(1e9)]
    [InlineData(0.5)]
    public void Steps_are_those_of_libtorch_with_the_same_settings(double clip)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var start = randn([3, 4]);
        var ours = start.clone().requires_grad_(true);
        var theirs = new TorchSharp.Modules.Parameter(start.clone());
        using var optimiser = new NesterovSgd([("w", ours)], 0.1, 0.9, 1e-3, clip);
        using var peer = optim.SGD([theirs], 0.1, momentum: 0.9, weight_decay: 1e-3, nesterov: true);
        for (var i = 0; i < 5; i++)
        {
            optimiser.ZeroGradients();
            peer.zero_grad();
            ours.pow(4).sum().backward();
            ((Tensor)theirs).pow(4).sum().backward();
            nn.utils.clip_grad_norm_([theirs], clip);
            optimiser.Update(1);
            peer.step();
        }
        Assert.InRange((ours - theirs).abs().max().item<float>(), 0, 1e-5);
        Assert.True((ours - start).abs().max().item<float>() > 0.01);
    }
}
