using static TorchSharp.torch;

namespace Seno.Learning.Training;

/// <summary>Stochastic gradient descent with Nesterov momentum, weight decay and gradient clipping by norm, whose state is plain named tensors.</summary>
/// <remarks>The update is PyTorch's: v ← μ v + g, w ← w − η (g + μ v), with g including weight decay.</remarks>
public sealed class NesterovSgd : IDisposable
{
    private readonly (string Name, Tensor Weight, Tensor Velocity)[] parameters;
    private readonly double learningRate;
    private readonly double momentum;
    private readonly double weightDecay;
    private readonly double clip;

    /// <param name="weights">Named parameters.</param>
    /// <param name="learningRate">η at the start. nnU-Net: 0.01.</param>
    /// <param name="momentum">μ. Default 0.99 (nnU-Net).</param>
    /// <param name="weightDecay">Default 3e-5 (nnU-Net).</param>
    /// <param name="clip">Largest norm of the whole gradient. Default 12 (nnU-Net).</param>
    public NesterovSgd(IEnumerable<(string Name, Tensor Weight)> weights, double learningRate, double momentum = 0.99, double weightDecay = 3e-5, double clip = 12)
    {
        parameters = [.. weights.Select(pair => (pair.Name, pair.Weight, zeros_like(pair.Weight).detach().DetachFromDisposeScope()))];
        this.learningRate = learningRate;
        this.momentum = momentum;
        this.weightDecay = weightDecay;
        this.clip = clip;
    }

    public IReadOnlyDictionary<string, Tensor> State => parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Velocity);

    public void ZeroGradients()
    {
        foreach (var (_, weight, _) in parameters)
            weight.grad?.zero_();
    }

    /// <returns>The gradient's norm before clipping.</returns>
    public double Update(double rate)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var gradients = parameters.Select(parameter => parameter.Weight.grad).ToArray();
        var norm = stack(gradients.Where(gradient => gradient is not null).Select(gradient => gradient!.norm())).norm().item<float>();
        var scale = norm > clip ? clip / (norm + 1e-6) : 1;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (gradients[i] is not { } gradient)
                continue;
            var (_, weight, velocity) = parameters[i];
            var slope = (scale * gradient).add_(weight, weightDecay);
            velocity.mul_(momentum).add_(slope);
            weight.add_(slope.add_(velocity, momentum), -learningRate * rate);
        }
        return norm;
    }

    public void Dispose()
    {
        foreach (var (_, _, velocity) in parameters)
            velocity.Dispose();
    }
}
