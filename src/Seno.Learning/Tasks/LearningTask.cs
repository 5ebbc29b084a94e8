using Seno.Core;
using Seno.Learning.Sampling;
using static TorchSharp.torch;

namespace Seno.Learning.Tasks;

/// <summary>What a method trains. It owns its modules and optimisers; the trainer owns the loop and knows no method.</summary>
public abstract class LearningTask : IDisposable
{
    /// <summary>One update: forward, loss, backward, optimiser.</summary>
    /// <param name="batch">The trainer disposes it.</param>
    /// <param name="rate">The schedule's factor on every learning rate, from 1 towards 0.</param>
    /// <returns>Named scalars for the log; "loss" among them.</returns>
    public abstract IReadOnlyDictionary<string, double> Step(Batch batch, double rate);

    /// <param name="images">Float32 [tiles, channels, (z,) y, x].</param>
    /// <returns>Float32 class scores [tiles, classes, (z,) y, x]: logits or log-probabilities, so that their softmax, or of regions that
    /// may overlap their sigmoid, is the prediction.</returns>
    public abstract Tensor Predict(Tensor images);

    /// <summary>What is needed to predict, by name: the method's own tensors, not copies.</summary>
    public abstract IReadOnlyDictionary<string, Tensor> Weights();

    /// <summary>What is needed, beside <see cref="Weights"/>, to go on training: the optimisers' tensors, not copies.</summary>
    public abstract IReadOnlyDictionary<string, Tensor> OptimiserState();

    /// <summary>Copies stored tensors over those of the same name.</summary>
    /// <param name="file">Named in errors.</param>
    /// <param name="own">Written over.</param>
    /// <param name="stored">As read from the file.</param>
    /// <param name="what">One of them, in words.</param>
    /// <exception cref="DataException">
    /// A name is missing or left over, or a shape differs: the file is of another network. Or a value is not finite.
    /// </exception>
    public static void Restore(
        string file, IReadOnlyDictionary<string, Tensor> own, IReadOnlyDictionary<string, Tensor> stored, string what = "weight")
    {
        var missing = own.Keys.Except(stored.Keys).Order(StringComparer.Ordinal).FirstOrDefault();
        var extra = stored.Keys.Except(own.Keys).Order(StringComparer.Ordinal).FirstOrDefault();
        var other = own.FirstOrDefault(pair => stored.TryGetValue(pair.Key, out var tensor) && !tensor.shape.SequenceEqual(pair.Value.shape)).Key;
        if ((missing ?? extra ?? other) is { } name)
            throw new DataException(file, $"is of another network: '{name}' {(missing is not null ? "is missing" : extra is not null ? "is not part of this one" : "has another shape")}", "Use the plan.json and checkpoint of one run");
        using var off = no_grad();
        foreach (var (key, tensor) in stored)
            RequireFinite(file, $"{what} '{key}'", tensor);
        foreach (var (key, tensor) in own)
            tensor.copy_(stored[key]);
    }

    private static void RequireFinite(string file, string name, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        if (tensor.numel() == 0 || tensor.isfinite().all().item<bool>())
            return;
        var found = tensor.isnan().any().item<bool>() ? "NaN" : "an infinite value";
        throw new DataException(file, $"{name} holds {found}", "Use another checkpoint of the run, or train it again");
    }

    public abstract void Dispose();
}
