using Seno.Core;
using Seno.Learning.Runtime;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Learning.Training;

/// <summary>The weights of one fold on disk: the latest (with optimiser and position), the best, the final.</summary>
public sealed class Checkpoints(string folder)
{
    private string Latest => Path.Combine(folder, "checkpoint_latest.safetensors");

    public static string FileOf(string folder, string which) => Path.Combine(folder, $"checkpoint_{which}.safetensors");

    /// <summary>The file a run goes on from: replaced whole, or not at all.</summary>
    public void SaveLatest(LearningTask task, TrainingState state)
    {
        var weights = task.Weights();
        var all = weights.Select(pair => KeyValuePair.Create("weights/" + pair.Key, pair.Value))
            .Concat(task.OptimiserState().Select(pair => KeyValuePair.Create("optimiser/" + pair.Key, pair.Value)));
        SafeTensors.Write(Latest, new Dictionary<string, Tensor>(all), state.ToMetadata(timed: true));
    }

    public void SaveBest(LearningTask task, TrainingState state) =>
        SafeTensors.Write(FileOf(folder, "best"), task.Weights(), state.ToMetadata());

    public void SaveFinal(LearningTask task, TrainingState state) =>
        SafeTensors.Write(FileOf(folder, "final"), task.Weights(), state.ToMetadata());

    /// <summary>Steps done so far, without loading any weight; 0 when nothing was saved.</summary>
    public static long IterationOf(string folder) =>
        File.Exists(FileOf(folder, "latest")) ? TrainingState.IterationIn(SafeTensors.ReadMetadata(FileOf(folder, "latest"))) : 0;

    /// <param name="task">Given the stored weights and optimiser.</param>
    /// <param name="epochLength">As planned.</param>
    /// <returns>Where the run stood; <see cref="TrainingState.Start"/> when nothing was saved.</returns>
    /// <exception cref="DataException">The checkpoint is damaged, of another network, or holds what is no number.</exception>
    public TrainingState Resume(LearningTask task, int epochLength)
    {
        if (!File.Exists(Latest))
            return TrainingState.Start;
        using var scope = NewDisposeScope();
        var (tensors, metadata) = SafeTensors.Read(Latest);
        LearningTask.Restore(Latest, task.Weights(), Part(tensors, "weights/"));
        LearningTask.Restore(Latest, task.OptimiserState(), Part(tensors, "optimiser/"), "optimiser value");
        try
        {
            return TrainingState.FromMetadata(metadata, epochLength);
        }
        catch (Exception failure) when (failure is FormatException or OverflowException)
        {
            throw new DataException(Latest, "does not say where training stood", "Delete it to begin again", failure);
        }
    }

    /// <exception cref="DataException">Missing, cut short, of another network, or with a weight that is no number.</exception>
    public static void LoadWeights(string file, LearningTask task)
    {
        using var scope = NewDisposeScope();
        LearningTask.Restore(file, task.Weights(), SafeTensors.Read(file).Tensors);
    }

    private static Dictionary<string, Tensor> Part(Dictionary<string, Tensor> tensors, string prefix) =>
        tensors.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value);
}
