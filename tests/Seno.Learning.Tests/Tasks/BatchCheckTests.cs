using Seno.Core;
using Seno.Learning.Sampling;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Tasks;

public sealed class BatchCheckTests
{
    private static Batch Batch() => new(zeros([2, 1, 2, 2]), full([2, 2, 2, 2], 0.5f), ["first", "second"]);

    [Theory]
    [InlineData(1.5f)]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    public void A_reference_outside_0_to_1_names_its_case(float share)
    {
        using var batch = Batch();
        BatchCheck.References(batch);
        batch.References[1, 1, 0, 1] = share;
        Assert.StartsWith("case second: has a reference outside 0..1", Assert.Throws<DataException>(() => BatchCheck.References(batch)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_that_are_no_numbers_name_their_case()
    {
        using var batch = Batch();
        var logits = zeros([2, 2, 2, 2]);
        BatchCheck.Loss(tensor(1f), logits, batch);
        logits[1, 0, 0, 0] = float.NaN;
        Assert.StartsWith("case second: makes the network answer NaN", Assert.Throws<DataException>(() => BatchCheck.Loss(tensor(float.NaN), logits, batch)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_is_no_number_is_named_before_the_answer_to_it()
    {
        using var batch = Batch();
        batch.Images[0, 0, 0, 0] = float.PositiveInfinity;
        var failure = Assert.Throws<DataException>(() => BatchCheck.Loss(tensor(float.NaN), full([2, 2, 2, 2], float.NaN), batch));
        Assert.StartsWith("case first: has pixels", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_infinite_by_itself_names_all_cases()
    {
        using var batch = Batch();
        var failure = Assert.Throws<DataException>(() => BatchCheck.Loss(tensor(float.PositiveInfinity), zeros([2, 2, 2, 2]), batch));
        Assert.StartsWith("cases first, second: ", failure.Message, StringComparison.Ordinal);
    }
}
