using TorchSharp;
using TorchSharp.Modules;

namespace Seno.Learning.Training;

/// <summary>The training log as TensorBoard reads it. It only ever repeats log.jsonl.</summary>
internal sealed class TensorBoardEvents(string folder)
{
    private SummaryWriter? writer;

    /// <summary>Begins anew with the epochs that stand.</summary>
    public void Restart(IReadOnlyList<TrainingEpoch> epochs)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        writer = null;
        foreach (var epoch in epochs)
            Add(epoch);
    }

    public void Add(TrainingEpoch epoch)
    {
        writer ??= torch.utils.tensorboard.SummaryWriter(folder);
        var step = (int)Math.Min(epoch.Iteration, int.MaxValue);
        foreach (var (name, value) in epoch.Scalars)
            writer.add_scalar($"train/{name}", (float)value, step);
        if (double.IsFinite(epoch.PseudoDice))
            writer.add_scalar("validation/pseudo-dice", (float)epoch.PseudoDice, step);
        writer.add_scalar("speed/samples-per-second", (float)epoch.SamplesPerSecond, step);
    }
}
