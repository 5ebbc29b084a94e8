using Seno.Learning.Losses;
using Seno.Learning.Networks;
using Seno.Learning.Sampling;
using Seno.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Tasks;

/// <summary>Plain supervised segmentation: one network, one loss with deep supervision, one optimiser.</summary>
public sealed class SegmentationTask : LearningTask
{
    private readonly SegmentationNetwork network;
    private readonly DeepSupervision loss;
    private readonly Optimiser optimiser;

    /// <param name="network">Owned, and disposed with the task.</param>
    /// <param name="loss">Applied at every resolution the network answers at.</param>
    /// <param name="optimise">Makes the optimiser of named weights; owned too.</param>
    public SegmentationTask(SegmentationNetwork network, SegmentationLoss loss, Func<IEnumerable<(string Name, Tensor Weight)>, Optimiser> optimise)
    {
        this.network = network;
        this.loss = new DeepSupervision(loss);
        optimiser = optimise(network.named_parameters().Select(pair => (pair.name, (Tensor)pair.parameter)));
    }

    public override IReadOnlyDictionary<string, double> Step(Batch batch, double rate)
    {
        using var scope = NewDisposeScope();
        network.train();
        optimiser.ZeroGradients();
        BatchCheck.References(batch);
        var logits = network.forward(batch.Images);
        var error = loss.Of(logits, batch.Target);
        BatchCheck.Loss(error, logits[0], batch);
        error.backward();
        var norm = optimiser.Update(rate);
        return new Dictionary<string, double> { ["loss"] = error.item<float>(), ["gradientNorm"] = norm };
    }

    public override Tensor Predict(Tensor images)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        network.eval();
        return network.forward(images)[0].MoveToOuterDisposeScope();
    }

    public override IReadOnlyDictionary<string, Tensor> Weights() => network.state_dict();

    public override IReadOnlyDictionary<string, Tensor> OptimiserState() => optimiser.State;

    public override void Dispose()
    {
        optimiser.Dispose();
        network.Dispose();
    }
}
