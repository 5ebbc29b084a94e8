using Seno.Core;
using Seno.Data;
using Seno.Learning.Losses;
using Seno.Learning.Networks;
using Seno.Learning.Runtime;
using Seno.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Tasks;

/// <summary>Every method, by the name a plan knows it under: a new one is a file and a line here.</summary>
public static class TaskTable
{
    private const string Source = "plan.json";

    private static readonly Dictionary<string, Func<Plan, Device, LearningTask>> Tasks = new(StringComparer.Ordinal)
    {
        ["segmentation"] = (plan, device) => new SegmentationTask(
            Network(plan, device),
            LossTable.Of(plan, Source),
            weights => OptimiserTable.Create(weights, plan, Source)),
    };

    public static IReadOnlyCollection<string> Names => Tasks.Keys;

    /// <summary>A freshly initialised task; the same seed gives the same weights.</summary>
    public static LearningTask Create(Plan plan, Device device)
    {
        if (!Tasks.TryGetValue(plan.Task, out var create))
            throw new DataException(Source, $"task '{plan.Task}' is unknown", NearestName.Suggest(plan.Task, Names));
        random.manual_seed((long)plan.Seed);
        return create(plan, device);
    }

    private static SegmentationNetwork Network(Plan plan, Device device)
    {
        var network = NetworkTable.Create(plan.Network, new NetworkOptions
        {
            Channels = plan.Channels.Count,
            Classes = plan.Classes,
            Dimensions = plan.Patch.Count,
            Features = plan.Features,
            Arithmetic = Arithmetic.Of(plan),
        }, Source);
        network.to(device);
        return network;
    }
}
