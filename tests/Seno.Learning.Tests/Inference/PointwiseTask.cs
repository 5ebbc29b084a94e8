using Seno.Learning.Sampling;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Inference;

/// <summary>Scores every voxel by its own value: what comes out must be the image itself, wherever windows lie.</summary>
internal sealed class PointwiseTask : LearningTask
{
    public override IReadOnlyDictionary<string, double> Step(Batch batch, double rate) => throw new NotSupportedException();

    public int Passes { get; private set; }

    /// <value>What one voxel of every answer is instead; null for none.</value>
    public float? Spoilt { get; init; }

    public override Tensor Predict(Tensor images)
    {
        Passes++;
        var scores = cat([zeros_like(images), images], 1);
        if (Spoilt is { } value)
            scores.view(-1)[7] = value;
        return scores;
    }

    public override IReadOnlyDictionary<string, Tensor> Weights() => new Dictionary<string, Tensor>();

    public override IReadOnlyDictionary<string, Tensor> OptimiserState() => new Dictionary<string, Tensor>();

    public override void Dispose()
    {
    }
}
