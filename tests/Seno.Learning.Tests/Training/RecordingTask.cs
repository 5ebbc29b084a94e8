using Seno.Learning.Sampling;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Training;

/// <summary>Learns nothing; shows the batches it is given.</summary>
internal sealed class RecordingTask(Action<Batch> see) : LearningTask
{
    private readonly Tensor weight = zeros(1);

    public override IReadOnlyDictionary<string, double> Step(Batch batch, double rate)
    {
        see(batch);
        return new Dictionary<string, double> { ["loss"] = 0 };
    }

    public override Tensor Predict(Tensor images) => throw new NotSupportedException();

    public override IReadOnlyDictionary<string, Tensor> Weights() => new Dictionary<string, Tensor> { ["weight"] = weight };

    public override IReadOnlyDictionary<string, Tensor> OptimiserState() => new Dictionary<string, Tensor>();

    public override void Dispose() => weight.Dispose();
}
