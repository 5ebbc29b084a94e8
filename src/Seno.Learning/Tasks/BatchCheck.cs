using System.Globalization;
using Seno.Core;
using Seno.Learning.Sampling;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Tasks;

/// <summary>Stops before a step that would spoil the weights, and says whose fault it is.</summary>
public static class BatchCheck
{
    /// <exception cref="DataException">A reference has a share that is no number, or outside 0..1.</exception>
    public static void References(Batch batch)
    {
        using var scope = NewDisposeScope();
        var (low, high) = batch.References.aminmax();
        if (low.item<float>() >= 0 && high.item<float>() <= 1.0001f)
            return;
        var wrong = batch.References.ge(0).logical_and(batch.References.le(1.0001f)).logical_not();
        throw new DataException(Culprit(batch, wrong), string.Create(CultureInfo.InvariantCulture, $"has a reference outside 0..1 ({low.item<float>():G4} to {high.item<float>():G4})"), "A soft reference holds the share of each class, 0 to 1; correct the file");
    }

    /// <param name="loss">A scalar.</param>
    /// <param name="logits">[batch, classes, …]: of what it was computed.</param>
    /// <param name="batch">Of what those were computed.</param>
    /// <exception cref="DataException">The loss is not finite.</exception>
    public static void Loss(Tensor loss, Tensor logits, Batch batch)
    {
        if (double.IsFinite(loss.detach().to_type(ScalarType.Float32).item<float>()))
            return;
        using var scope = NewDisposeScope();
        var (images, answers) = (batch.Images.isfinite().logical_not(), logits.isfinite().logical_not());
        if (images.any().item<bool>())
            throw new DataException(Culprit(batch, images), "has pixels that are NaN or infinite", "Correct the image");
        if (answers.any().item<bool>())
            throw new DataException(Culprit(batch, answers), "makes the network answer NaN or infinity", "Check the image for extreme values, or lower the learning rate; the last checkpoint is intact");
        throw new DataException($"cases {string.Join(", ", batch.Cases.Distinct())}", string.Create(CultureInfo.InvariantCulture, $"give a loss of {loss.item<float>()} though the network's answers are finite"), "Use other options of the loss; the last checkpoint is intact");
    }

    /// <returns>The case of the first sample that a mask marks; of all samples where the batch does not name each.</returns>
    private static string Culprit(Batch batch, Tensor wrong)
    {
        var samples = (int)wrong.shape[0];
        var first = Enumerable.Range(0, samples).First(sample => wrong[sample].any().item<bool>());
        return batch.Cases.Count == samples ? $"case {batch.Cases[first]}" : $"cases {string.Join(", ", batch.Cases.Distinct())}";
    }
}
