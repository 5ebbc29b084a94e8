using Seno.Core;
using Seno.Data;
using Seno.Evaluation.Calibration;
using Seno.Imaging;
using Seno.Imaging.Operators;
using Seno.Learning.Inference;

namespace Seno.Studies.Calibration;

/// <summary>A case's probabilities beside its reference, pooled.</summary>
/// <param name="Id">Case id.</param>
/// <param name="Group">Patient.</param>
/// <param name="Part">Fold that held it out, or half.</param>
/// <param name="Value">In the column asked for; empty for none.</param>
/// <param name="Image">Over the image.</param>
/// <param name="Lesion">Near the lesion; null where there is none.</param>
internal sealed record PooledCase(string Id, string Group, int Part, string Value, ProbabilityPool Image, ProbabilityPool? Lesion)
{
    public ProbabilityPool? In(string region) => region == CalibrationRegions.Lesion ? Lesion : Image;

    /// <returns>Null where nothing of it was annotated.</returns>
    /// <exception cref="DataException">The image or its reference is unusable, or what was predicted is no probability.</exception>
    public static PooledCase? Of(
        Predictor predictor,
        Case item,
        LabelScheme scheme,
        int part,
        string? column,
        ulong seed,
        int threads,
        Action<string> warn)
    {
        var segmentation = predictor.Segment(item.Id, item.ReadChannels(warn));
        var probabilities = new ClassProbabilities(segmentation.Probabilities, $"case {item.Id}");
        var reference = item.ReadReference(probabilities.Geometry, warn);
        var ignored = scheme.Ignored(reference) ?? 0;
        if (ignored == reference.Size.Voxels)
        {
            warn($"case {item.Id}: nothing of it is annotated ({item.ReferenceFile}), so it is left out");
            return null;
        }
        var drawn = ignored > 0 ? reference : null;
        reference = scheme.Annotated(reference);
        if (reference.Array.FirstOrDefault(label => label >= segmentation.Probabilities.Count) is > 0 and var unknown)
            throw new DataException($"case {item.Id}", $"has label {unknown}, which the run does not know ({item.ReferenceFile})", "Measure on a data set with the run's labels");
        var random = new SeededRandom(seed, "calibration " + item.Id);
        return new(
            item.Id,
            item.Group,
            part,
            column is null ? "" : item.Metadata.GetValueOrDefault(column) is { Length: > 0 } value ? value : "(empty)",
            ProbabilityPool.Of(probabilities, reference, drawn is null ? null : Annotated, random),
            Near(reference, threads) is { } near
                ? ProbabilityPool.Of(probabilities, reference, i => near.Array[i] <= CalibrationRegions.Reach && Annotated(i), random)
                : null);

        bool Annotated(int i) => drawn is null || drawn.Array[i] != scheme.Ignore;
    }

    private static Volume<float>? Near(Volume<byte> reference, int threads)
    {
        if (reference.Array.All(label => label == 0))
            return null;
        return DistanceTransform.ToMask(reference.Map(label => label == 0 ? (byte)0 : (byte)1), threads);
    }
}
