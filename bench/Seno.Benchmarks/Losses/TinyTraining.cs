using System.Diagnostics;
using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Imaging;
using Seno.Learning.Sampling;
using Seno.Learning.Sampling.Augmentation;
using Seno.Learning.Tasks;
using Seno.Learning.Training;
using static TorchSharp.torch;

namespace Seno.Benchmarks.Losses;

/// <summary>Trains a setting and measures it on the volumes held out.</summary>
internal sealed class TinyTraining(Dataset dataset, string runs)
{
    public const int HeldOut = 10;
    public const float Window = 200;
    private static readonly AugmentationOptions Mirrors = AugmentationOptions.None with { MirrorX = true, MirrorY = true };
    private readonly Dictionary<bool, IReadOnlyList<PreprocessedCase>> training = [];

    /// <summary>Goes on where it was stopped.</summary>
    public TinyResult Run(TinySetting setting)
    {
        var plan = setting.Plan(dataset);
        var folder = Path.Combine(runs, setting.Id);
        Directory.CreateDirectory(folder);
        using var task = TaskTable.Create(plan, CPU);
        var log = Path.Combine(folder, "log.jsonl");
        _ = Training(setting.Windowed);
        var start = Processor();
        new Trainer
        {
            Budget = new(plan.Iterations, plan.EpochLength),
            Batches = Batches(plan, Training(setting.Windowed)),
            Validate = _ => 0,
            Checkpoints = new(folder),
            Log = new(log),
        }.Run(task);
        var trained = Processor();
        TinyCase[] cases = [.. dataset.Cases.TakeLast(HeldOut).Select(item => Measure(task, item, plan, setting.Windowed))];
        return new(setting.Id, trained - start, Processor() - trained, TrainingLog.Read(log)[^1].Scalars["loss"], cases);
    }

    private Func<long, long, IEnumerable<Batch>> Batches(Plan plan, IReadOnlyList<PreprocessedCase> cases)
    {
        Func<long, PatchBuffers> draw = plan.Patch.Count == 3
            ? new VolumePatchSource(plan, cases, Mirrors).Draw
            : new PatchSource(plan, cases, Mirrors).Draw;
        return (first, end) => Prefetch.InOrder(first, end, draw, ahead: 1).Select(buffers => buffers.ToBatch(CPU));
    }

    private static TinyCase Measure(LearningTask task, Case item, Plan plan, bool windowed)
    {
        var hounsfield = item.ReadChannels()[0];
        var image = Image(hounsfield, OwnGrid(plan, hounsfield.Geometry), windowed);
        return LesionCount.Of(item.Id, WindowPrediction.Of(task, image, hounsfield, plan.Patch), item.ReadReference(hounsfield.Geometry));
    }

    private IReadOnlyList<PreprocessedCase> Training(bool windowed) => training.TryGetValue(windowed, out var cases)
        ? cases
        : training[windowed] = [.. dataset.Cases.SkipLast(HeldOut).Select(item => Read(item, windowed))];

    private PreprocessedCase Read(Case item, bool windowed)
    {
        var hounsfield = item.ReadChannels()[0];
        var plan = OwnGrid(TinySetting.All[0].Plan(dataset), hounsfield.Geometry);
        var image = Image(hounsfield, plan, windowed);
        var area = image.Size.X * image.Size.Y;
        var bare = Preprocessor.Case(item, plan, distances: true);
        return bare with { Slices = [.. bare.Slices.Select((slice, z) => slice with { Channels = [image.Span.Slice(z * area, area).ToArray()] })] };
    }

    private static Volume<float> Image(Volume<float> hounsfield, Plan plan, bool windowed) =>
        Preprocessor.Channels([windowed ? hounsfield.Map(value => Math.Clamp(value, -Window, Window)) : hounsfield], plan)[0];

    private static double Processor() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    /// <summary>Nothing is resampled: a phantom's voxels are cubes of about 1.1 mm.</summary>
    private static Plan OwnGrid(Plan plan, Geometry geometry) => plan with { TargetSpacing = [geometry.Spacing.X, geometry.Spacing.Y] };
}
