using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Training;

/// <summary>Moves weights against their gradients. Its state is plain named tensors, so that it can be stored with the weights.</summary>
public abstract class Optimiser : IDisposable
{
    private readonly double clip;

    /// <param name="weights">Named parameters.</param>
    /// <param name="clip">Largest norm of the whole gradient.</param>
    protected Optimiser(IEnumerable<(string Name, Tensor Weight)> weights, double clip)
    {
        Weights = [.. weights];
        this.clip = clip;
    }

    protected IReadOnlyList<(string Name, Tensor Weight)> Weights { get; }

    /// <summary>The optimiser's own tensors by name, not copies.</summary>
    public abstract IReadOnlyDictionary<string, Tensor> State { get; }

    public void ZeroGradients()
    {
        foreach (var (_, weight) in Weights)
            weight.grad?.zero_();
    }

    /// <param name="rate">The schedule's factor on the learning rate, 0 to 1.</param>
    /// <returns>The gradient's norm before clipping.</returns>
    public double Update(double rate)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var gradients = Weights.Select(item => item.Weight.grad).ToArray();
        var norm = stack(gradients.Where(gradient => gradient is not null).Select(gradient => gradient!.norm())).norm().item<float>();
        Begin(rate);
        using Scalar shrink = clip / (norm + 1e-6);
        for (var i = 0; i < Weights.Count; i++)
        {
            if (gradients[i] is not { } gradient)
                continue;
            if (norm > clip)
                gradient.mul_(shrink);
            Move(i, Weights[i].Weight, gradient);
        }
        return norm;
    }

    /// <summary>Before the weights of an update are moved.</summary>
    /// <param name="rate">The schedule's factor, 0 to 1.</param>
    protected abstract void Begin(double rate);

    /// <param name="index">In <see cref="Weights"/>.</param>
    /// <param name="weight">To be changed in place.</param>
    /// <param name="gradient">Clipped.</param>
    protected abstract void Move(int index, Tensor weight, Tensor gradient);

    /// <summary>Zeros like every weight, kept until <see cref="Dispose"/>.</summary>
    protected Tensor[] Zeros() => [.. Weights.Select(item => zeros_like(item.Weight).detach().DetachFromDisposeScope())];

    public void Dispose()
    {
        foreach (var tensor in State.Values)
            tensor.Dispose();
        GC.SuppressFinalize(this);
    }
}
