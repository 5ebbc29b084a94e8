using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Training;

/// <summary>Adam with weight decay apart from the gradient (Loshchilov and Hutter, ICLR 2019), and gradient clipping by norm.</summary>
/// <remarks>
/// The update is PyTorch's: w ← w (1 − η λ), m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − η m̂ / (√v̂ + ε), with m̂ = m / (1 − β₁ᵗ) and v̂ likewise.
/// Numbers are handed to libtorch as scalars that fields hold: one made on the way is freed by the garbage collector, now and then while libtorch still reads it.
/// </remarks>
public sealed class AdamW : Optimiser
{
    private const double First = 0.9;
    private const double Second = 0.999;

    private readonly Scalar one = 1.0;
    private readonly Scalar first = First;
    private readonly Scalar firstRest = 1 - First;
    private readonly Scalar second = Second;
    private readonly Scalar secondRest = 1 - Second;
    private readonly Scalar epsilon = 1e-8;
    private Scalar decay = 1.0;
    private Scalar correction = 1.0;
    private Scalar stride = 1.0;

    private readonly Tensor[] means;
    private readonly Tensor[] squares;
    private readonly Tensor steps = zeros(1, ScalarType.Float64).DetachFromDisposeScope();
    private readonly double learningRate;
    private readonly double weightDecay;

    /// <param name="weights">Named parameters.</param>
    /// <param name="learningRate">η at the start. Default 0.001.</param>
    /// <param name="weightDecay">λ. Default 0.01 (PyTorch).</param>
    /// <param name="clip">Largest norm of the whole gradient. Default 12 (nnU-Net).</param>
    public AdamW(IEnumerable<(string Name, Tensor Weight)> weights, double learningRate = 0.001, double weightDecay = 0.01, double clip = 12)
        : base(weights, clip)
    {
        means = Zeros();
        squares = Zeros();
        this.learningRate = learningRate;
        this.weightDecay = weightDecay;
    }

    public override IReadOnlyDictionary<string, Tensor> State => Weights
        .SelectMany((item, i) => new[] { KeyValuePair.Create(item.Name + "/m", means[i]), KeyValuePair.Create(item.Name + "/v", squares[i]) })
        .Append(KeyValuePair.Create("steps", steps))
        .ToDictionary();

    protected override void Begin(double rate)
    {
        steps.add_(one, one);
        var step = steps.item<double>();
        var speed = learningRate * rate;
        decay = 1 - speed * weightDecay;
        correction = Math.Sqrt(1 - Math.Pow(Second, step));
        stride = -speed / (1 - Math.Pow(First, step));
    }

    protected override void Move(int index, Tensor weight, Tensor gradient)
    {
        weight.mul_(decay);
        means[index].mul_(first).add_(gradient, firstRest);
        squares[index].mul_(second).addcmul_(gradient, gradient, secondRest);
        var root = squares[index].sqrt().div_(correction).add_(epsilon, one);
        weight.addcdiv_(means[index], root, stride);
    }
}
