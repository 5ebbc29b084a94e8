using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Evaluation;

/// <summary>A prediction beside its reference, as far as the reference was annotated.</summary>
/// <param name="Prediction">Labels; background where nothing was annotated.</param>
/// <param name="Reference">Labels; likewise.</param>
/// <param name="LeftOut">1 where nothing was annotated; null where all was.</param>
/// <param name="Ignored">Voxels not annotated; null where the data set has no such label.</param>
/// <remarks>
/// Both masks are cut where annotation ends, so that nothing beyond counts, neither as right nor as wrong. A lesion that goes on there ends
/// at the same place in both: its cut faces lie at distance 0.
/// </remarks>
internal sealed record ComparedMaps(Volume<byte> Prediction, Volume<byte> Reference, Volume<byte>? LeftOut, long? Ignored)
{
    public bool NothingAnnotated => Ignored == Reference.Size.Voxels;

    /// <param name="item">Its files.</param>
    /// <param name="labels">Values that have a name.</param>
    /// <param name="warn">As for <see cref="ImageFile.Read"/>.</param>
    /// <exception cref="DataException">A file is unreadable, grids differ, or a value has no name.</exception>
    public static ComparedMaps Read(EvaluationCase item, MeasuredLabels labels, Action<string>? warn = null)
    {
        var reference = ImageFile.ReadLabels(item.ReferenceFile, warn);
        var prediction = item.PredictionFile is null
            ? new(reference.Geometry)
            : ReadPrediction(item, ImageFile.ReadLabels(item.PredictionFile, warn), reference.Geometry, labels);
        RequireNames(
            item.ReferenceFile,
            reference,
            labels.Ignore is { } known ? [.. labels.Values, known] : [.. labels.Values],
            labels.Listed);
        if (labels.Ignore is not { } ignore)
            return new(prediction, reference, null, null);
        var ignored = reference.Span.Count(ignore);
        return ignored == 0 ? new(prediction, reference, null, 0) : Cut(prediction, reference, ignore, ignored);
    }

    private static Volume<byte> ReadPrediction(EvaluationCase item, Volume<byte> read, Geometry grid, MeasuredLabels labels)
    {
        var file = item.PredictionFile!;
        var prediction = GridComparison.Require(
            read,
            grid,
            item.Reorient,
            $"case {item.Id}",
            ($"prediction ({file})", $"its reference ({item.ReferenceFile})"));
        if (labels.Ignore is { } mark && prediction.Span.Contains(mark))
            throw new DataException(
                file,
                $"holds label {mark}, which marks what was not annotated",
                "Give predictions that answer every voxel; only a reference may leave some out");
        RequireNames(file, prediction, [.. labels.Values], labels.Listed);
        return prediction;
    }

    private static ComparedMaps Cut(Volume<byte> prediction, Volume<byte> reference, byte ignore, long ignored)
    {
        var leftOut = reference.Map(value => value == ignore ? (byte)1 : (byte)0);
        var kept = prediction.Map(value => value);
        for (var i = 0; i < leftOut.Array.Length; i++)
            kept.Array[i] = leftOut.Array[i] == 0 ? kept.Array[i] : (byte)0;
        return new(kept, reference.Map(value => value == ignore ? (byte)0 : value), leftOut, ignored);
    }

    /// <summary>A value that has no name would count as background, and nobody would know.</summary>
    private static void RequireNames(string file, Volume<byte> map, byte[] known, string listed)
    {
        if (map.Span.IndexOfAnyExcept(known) is >= 0 and var at)
            throw new DataException(
                file,
                $"holds label {map.Span[at]}, which has no name; known are {listed}",
                "Name the label in dataset.json, or correct the label map");
    }
}
