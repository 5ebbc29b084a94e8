using Seno.Learning.Training;
using TorchSharp;
using Parameter = TorchSharp.Modules.Parameter;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Training;

public sealed class OptimiserTests
{
    [Theory]
    [InlineData(1e9)]
    [InlineData(0.5)]
    public void Nesterov_steps_are_those_of_libtorch_with_the_same_settings(double clip) =>
        StepsAgree(weights => new NesterovSgd(weights, 0.1, 0.9, 1e-3, clip), weight => optim.SGD([weight], 0.1, momentum: 0.9, weight_decay: 1e-3, nesterov: true), clip);

    [Theory]
    [InlineData(1e9)]
    [InlineData(0.5)]
    public void AdamW_steps_are_those_of_libtorch_with_the_same_settings(double clip) =>
        StepsAgree(weights => new AdamW(weights, 0.05, 0.02, clip), weight => optim.AdamW([weight], 0.05, weight_decay: 0.02), clip);

    [Theory]
    [InlineData("adamw")]
    [InlineData("sgd")]
    public void An_optimiser_given_back_its_state_goes_on_as_if_never_stopped(string name)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var straight = randn([3, 4]).requires_grad_(true);
        var resumed = straight.detach().clone().requires_grad_(true);
        using var one = Make(name, straight);
        using var two = Make(name, resumed);
        Step(one, straight, 2);
        Step(two, resumed, 2);
        using var three = Make(name, resumed);
        using (no_grad())
        {
            foreach (var (key, tensor) in three.State)
                tensor.copy_(two.State[key]);
        }
        Step(one, straight, 3);
        Step(three, resumed, 3);
        Assert.Equal(straight.data<float>().ToArray(), resumed.data<float>().ToArray());
    }

    [Fact]
    public void Schedules_fall_from_one_towards_zero()
    {
        // Worked by hand: (1 + cos(π/4)) / 2 and 0.75^0.9.
        Assert.Equal(0.853553, LearningRateSchedule.Of("cosine")(0.25), 6);
        Assert.Equal(0.771890, LearningRateSchedule.Of("polynomial")(0.25), 6);
        foreach (var name in LearningRateSchedule.Names)
        {
            Assert.Equal(1, LearningRateSchedule.Of(name)(0), 12);
            Assert.Equal(0, LearningRateSchedule.Of(name)(1), 12);
        }
    }

    private static Optimiser Make(string name, Tensor weight) => name == "adamw" ? new AdamW([("w", weight)], 0.05) : new NesterovSgd([("w", weight)], 0.05);

    private static void Step(Optimiser optimiser, Tensor weight, int times)
    {
        for (var i = 0; i < times; i++)
        {
            optimiser.ZeroGradients();
            weight.pow(4).sum().backward();
            optimiser.Update(1);
        }
    }

    private static void StepsAgree(Func<IEnumerable<(string, Tensor)>, Optimiser> make, Func<Parameter, optim.Optimizer> makePeer, double clip)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var start = randn([3, 4]);
        var ours = start.clone().requires_grad_(true);
        var theirs = new Parameter(start.clone());
        using var optimiser = make([("w", ours)]);
        using var peer = makePeer(theirs);
        for (var i = 0; i < 5; i++)
        {
            peer.zero_grad();
            ((Tensor)theirs).pow(4).sum().backward();
            nn.utils.clip_grad_norm_([theirs], clip);
            peer.step();
            Step(optimiser, ours, 1);
        }
        Assert.InRange((ours - theirs).abs().max().item<float>(), 0, 1e-5);
        Assert.True((ours - start).abs().max().item<float>() > 0.01);
    }
}
