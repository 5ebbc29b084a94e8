using Seno.Core;
using Seno.Learning.Losses;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Losses;

public sealed class LossExpressionTests
{
    private static Tensor Logits => tensor(new[] { 0.2, 0.6, 0.8, 0.4 }, [1, 2, 1, 2]).log();

    private static Tensor Reference => tensor(new[] { 0.0, 1.0, 1.0, 0.0 }, [1, 2, 1, 2]);

    private static double Value(string expression, double done = 0) =>
        Torch.Values(LossTable.Create(expression).Of(Logits, new LossTarget(Reference) { Done = done }))[0];

    [Theory]
    [InlineData("dice", "dice", 1, 1)]
    [InlineData("0.5*dice", "dice", 0.5, 0.5)]
    [InlineData(" dice @ 0.01..1 ", "dice", 0.01, 1)]
    [InlineData("2*dice@0..0.5", "dice", 0, 1)]
    public void A_term_is_read_with_its_weight_and_schedule(string text, string name, double from, double to)
    {
        var term = Assert.Single(LossExpression.Parse(text, "--loss"));
        Assert.Equal((name, from, to), (term.Name, term.From, term.To));
        Assert.Empty(term.Options);
    }

    [Fact]
    public void Options_follow_a_colon()
    {
        var terms = LossExpression.Parse("2*focal:gamma=1.5,alpha=1/3@1..0.1+dice", "--loss");
        Assert.Equal(["focal", "dice"], terms.Select(term => term.Name));
        Assert.Equal(("1.5", "1/3"), (terms[0].Options["gamma"], terms[0].Options["alpha"]));
    }

    [Fact]
    public void A_sum_adds_its_weighted_terms() =>
        Assert.Equal(Value("dice") + 0.5 * Value("cross-entropy"), Value("dice+0.5*cross-entropy"), 12);

    [Theory]
    [InlineData(0, 1, 0.01)]
    [InlineData(0.5, 0.55, 0.505)]
    [InlineData(1, 0.1, 1)]
    public void A_schedule_goes_linearly_over_the_training(double done, double dice, double entropy) =>
        Assert.Equal(dice * Value("dice") + entropy * Value("cross-entropy"), Value("dice@1..0.1+cross-entropy@0.01..1", done), 12);

    [Fact]
    public void A_term_whose_schedule_stands_at_0_leaves_a_loss_with_a_gradient_of_0()
    {
        var logits = Logits.detach().requires_grad_(true);
        LossTable.Create("dice@0..1").Of(logits, Reference).backward();
        Assert.All(Torch.Values(logits.grad!), slope => Assert.Equal(0, slope));
    }

    [Theory]
    [InlineData("dice-ec", "Did you mean 'dice-ce'?")]
    [InlineData("dice+boundry-ce", "is unknown")]
    [InlineData("", "the loss is empty")]
    [InlineData("dice+", "empty term")]
    [InlineData("0*dice", "weight 0")]
    [InlineData("dice@0..0", "weight 0")]
    [InlineData("-1*dice", "'-1'")]
    [InlineData("NaN*dice", "'NaN'")]
    [InlineData("half*dice", "'half'")]
    [InlineData("dice@1", "@FROM..TO")]
    [InlineData("dice@1..x", "'x'")]
    [InlineData("2*", "names no loss")]
    [InlineData("dice:smooth", "option=value")]
    [InlineData("dice:smooth=1,smooth=2", "twice")]
    [InlineData("dice:smoth=1", "Did you mean 'smooth'?")]
    [InlineData("dice:smooth=-1", "cannot be '-1'")]
    [InlineData("dice:absent=maybe", "yes or no")]
    [InlineData("focal:gamma=high", "cannot be 'high'")]
    [InlineData("cross-entropy:weights=1", "for each class")]
    [InlineData("cross-entropy:weights=0/0", "for each class")]
    public void Nonsense_is_refused_and_the_source_named(string expression, string says)
    {
        var failure = Assert.Throws<DataException>(() => LossTable.Create(expression, "plan.json"));
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("plan.json", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Class_weights_must_be_as_many_as_classes() =>
        Assert.Contains("3 classes", Assert.Throws<DataException>(() => LossTable.Create("dice+cross-entropy:weights=1/2", classes: 3)).Message, StringComparison.Ordinal);

    public static TheoryData<string> Names => [.. LossTable.Names];

    /// <summary>The table states defaults for help; the constructors have their own: both must be one.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Every_default_is_an_allowed_value(string name)
    {
        foreach (var option in LossTable.Entries[name].Options)
        {
            Assert.True(option.Holds(option.Default), option.Name);
            LossTable.Create($"{name}:{option.Name}={option.Default}");
        }
    }
}
