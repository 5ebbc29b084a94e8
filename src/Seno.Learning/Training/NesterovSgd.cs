using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Training;

/// <summary>Stochastic gradient descent with Nesterov momentum, weight decay and gradient clipping by norm.</summary>
/// <remarks>The update is PyTorch's: v ← μ v + g, w ← w − η (g + μ v), with g including weight decay.</remarks>
public sealed class NesterovSgd : Optimiser
{
    private readonly Tensor[] velocities;
    private readonly double learningRate;
    private readonly Scalar one = 1.0;
    private readonly Scalar momentum;
    private readonly Scalar weightDecay;
    private Scalar stride = 1.0;

    /// <param name="weights">Named parameters.</param>
    /// <param name="learningRate">η at the start. nnU-Net: 0.01.</param>
    /// <param name="momentum">μ. Default 0.99 (nnU-Net).</param>
    /// <param name="weightDecay">Default 3e-5 (nnU-Net).</param>
    /// <param name="clip">Largest norm of the whole gradient. Default 12 (nnU-Net).</param>
    public NesterovSgd(IEnumerable<(string Name, Tensor Weight)> weights, double learningRate, double momentum = 0.99, double weightDecay = 3e-5, double clip = 12)
        : base(weights, clip)
    {
        velocities = Zeros();
        this.learningRate = learningRate;
        this.momentum = momentum;
        this.weightDecay = weightDecay;
    }

    public override IReadOnlyDictionary<string, Tensor> State => Weights.Zip(velocities).ToDictionary(pair => pair.First.Name, pair => pair.Second);

    protected override void Begin(double rate) => stride = -learningRate * rate;

    protected override void Move(int index, Tensor weight, Tensor gradient)
    {
        var slope = gradient.add(weight, weightDecay);
        velocities[index].mul_(momentum).add_(slope, one);
        weight.add_(slope.add_(velocities[index], momentum), stride);
    }
}
