using Seno.Learning.Sampling;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Training;

/// <summary>Learns nothing; shows the batches it is given. Its loss is the number of the step, from 0.</summary>
internal sealed class RecordingTask(Action<Batch> see, long firstStep = 0) : LearningTask
{
    private readonly Tensor weight = zeros(1);
    private long step = firstStep;

    /// <value>The schedule's factors it was given, in order.</value>
    public List<double> Rates { get; } = [];

    public override IReadOnlyDictionary<string, double> Step(Batch batch, double rate)
    {
        see(batch);
        Rates.Add(rate);
        return new Dictionary<string, double> { ["loss"] = step++ };
    }

    public override Tensor Predict(Tensor images) => throw new NotSupportedException();

    public override IReadOnlyDictionary<string, Tensor> Weights() => new Dictionary<string, Tensor> { ["weight"] = weight };

    public override IReadOnlyDictionary<string, Tensor> OptimiserState() => new Dictionary<string, Tensor>();

    public override void Dispose() => weight.Dispose();
}
