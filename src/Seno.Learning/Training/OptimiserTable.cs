using Seno.Core;
using Seno.Data;
using static TorchSharp.torch;

namespace Seno.Learning.Training;

/// <summary>Every optimiser, by the name the command line and a plan know it under: a new one is a file and a line here.</summary>
public static class OptimiserTable
{
    private static readonly Dictionary<string, (double LearningRate, Func<IEnumerable<(string, Tensor)>, Plan, Optimiser> Create)> Optimisers = new(StringComparer.Ordinal)
    {
        ["adamw"] = (0.001, (weights, plan) => new AdamW(weights, plan.LearningRate)),
        ["sgd"] = (0.1, (weights, plan) => new NesterovSgd(weights, plan.LearningRate, plan.Momentum)),
    };

    public static IReadOnlyCollection<string> Names => Optimisers.Keys;

    /// <summary>The learning rate it starts with unless another is asked for.</summary>
    /// <exception cref="DataException">No such optimiser; names the nearest.</exception>
    public static double LearningRateOf(string name, string source = "--optimiser") => Find(name, source).LearningRate;

    /// <summary>A fresh one; an error names <paramref name="source"/>, where the name was read.</summary>
    /// <exception cref="DataException">No such optimiser; names the nearest.</exception>
    public static Optimiser Create(IEnumerable<(string Name, Tensor Weight)> weights, Plan plan, string source) => Find(plan.Optimiser, source).Create(weights, plan);

    private static (double LearningRate, Func<IEnumerable<(string, Tensor)>, Plan, Optimiser> Create) Find(string name, string source) =>
        Optimisers.TryGetValue(name, out var found)
            ? found
            : throw new DataException(source, $"optimiser '{name}' is unknown", NearestName.Suggest(name, Names));
}
