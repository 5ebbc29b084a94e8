using Seno.Learning.Sampling;
using Seno.Learning.Tasks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Training;

/// <summary>Two networks, two optimisers, one step: what a GAN asks of the abstraction. It learns to draw images of the batch's brightness.</summary>
internal sealed class ToyGanTask : LearningTask
{
    private readonly Linear generator = nn.Linear(2, 4);
    private readonly Sequential critic = nn.Sequential(("a", nn.Linear(4, 8)), ("b", nn.LeakyReLU(0.2)), ("c", nn.Linear(8, 1)));
    private readonly optim.Optimizer generatorOptimiser;
    private readonly optim.Optimizer criticOptimiser;

    public ToyGanTask()
    {
        generatorOptimiser = optim.Adam(generator.parameters(), 0.02, 0.5);
        criticOptimiser = optim.Adam(critic.parameters(), 0.02, 0.5);
    }

    public override IReadOnlyDictionary<string, double> Step(Batch batch, double rate)
    {
        using var scope = NewDisposeScope();
        var real = batch.Images.flatten(1);
        var noise = randn([real.shape[0], 2]);
        criticOptimiser.zero_grad();
        var criticLoss = nn.functional.softplus(critic.forward(generator.forward(noise).detach())).mean() + nn.functional.softplus(-critic.forward(real)).mean();
        criticLoss.backward();
        criticOptimiser.step();
        generatorOptimiser.zero_grad();
        var generatorLoss = nn.functional.softplus(-critic.forward(generator.forward(noise))).mean();
        generatorLoss.backward();
        generatorOptimiser.step();
        return new Dictionary<string, double> { ["loss"] = generatorLoss.item<float>(), ["criticLoss"] = criticLoss.item<float>() };
    }

    public override Tensor Predict(Tensor images) => generator.forward(zeros([images.shape[0], 2])).reshape(images.shape[0], 1, 2, 2);

    public override IReadOnlyDictionary<string, Tensor> Weights() => generator.state_dict().ToDictionary(pair => "generator." + pair.Key, pair => pair.Value)
        .Concat(critic.state_dict().ToDictionary(pair => "critic." + pair.Key, pair => pair.Value)).ToDictionary();

    public override IReadOnlyDictionary<string, Tensor> OptimiserState() => new Dictionary<string, Tensor>();

    public override void Dispose()
    {
        generatorOptimiser.Dispose();
        criticOptimiser.Dispose();
        generator.Dispose();
        critic.Dispose();
    }
}

/// <summary>A latent per reader beside the network, with its own learning rate and a KL-like term: what a rater-conditioned model asks.</summary>
internal sealed class ToyReaderTask : LearningTask
{
    private readonly Linear network = nn.Linear(1, 1);
    private readonly Parameter readers = new(zeros([2, 1]));
    private readonly optim.Optimizer slow;
    private readonly optim.Optimizer quick;

    public ToyReaderTask()
    {
        slow = optim.Adam(network.parameters(), 0.01);
        quick = optim.Adam([readers], 0.05);
    }

    public double Offset(int reader) => readers[reader, 0].item<float>();

    public override IReadOnlyDictionary<string, double> Step(Batch batch, double rate)
    {
        using var scope = NewDisposeScope();
        slow.zero_grad();
        quick.zero_grad();
        var scores = network.forward(batch.Images.reshape(-1, 1)) + readers.index_select(0, batch.Extras["reader"]);
        var fit = nn.functional.binary_cross_entropy_with_logits(scores, batch.References.reshape(-1, 1));
        var prior = readers.pow(2).sum();
        (fit + 1e-4 * prior).backward();
        slow.step();
        quick.step();
        return new Dictionary<string, double> { ["loss"] = fit.item<float>(), ["prior"] = prior.item<float>() };
    }

    public override Tensor Predict(Tensor images) => network.forward(images.reshape(-1, 1));

    public override IReadOnlyDictionary<string, Tensor> Weights() => new Dictionary<string, Tensor>(network.state_dict()) { ["readers"] = readers };

    public override IReadOnlyDictionary<string, Tensor> OptimiserState() => new Dictionary<string, Tensor>();

    public override void Dispose()
    {
        slow.Dispose();
        quick.Dispose();
        network.Dispose();
        readers.Dispose();
    }
}
