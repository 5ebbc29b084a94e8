using System.Text.Json.Serialization;
using Seno.Core;
using Seno.Imaging;

namespace Seno.Data;

/// <summary>What the images of a data set are like: all that planning may look at.</summary>
public sealed record Fingerprint
{
    public required int Cases { get; init; }

    public required int Groups { get; init; }

    /// <value>References without any foreground.</value>
    public required int EmptyReferences { get; init; }

    /// <value>"mm" or "px".</value>
    public required string Unit { get; init; }

    /// <value>x, y, z.</value>
    public required IReadOnlyList<double> MedianSize { get; init; }

    /// <value>mm; null where any is unknown.</value>
    public IReadOnlyList<double>? MedianSpacing { get; init; }

    /// <value>Voxels of all references that were not annotated; null where "ignore" is no label.</value>
    public long? IgnoredVoxels { get; init; }

    /// <value>Share of the image, as far as it was annotated, that is foreground, over references that have any: smallest, median, largest;
    /// null when none has.</value>
    public IReadOnlyList<double>? ForegroundShare { get; init; }

    /// <value>Per channel, over all cases' foreground, of which each gives up to 10,000 voxels (nnU-Net); empty when no reference has any.</value>
    public required IReadOnlyList<ChannelIntensity> Foreground { get; init; }

    /// <value>Grid of every case, in the order of the cases; not stored.</value>
    [JsonIgnore]
    public IReadOnlyList<Geometry> Geometries { get; init; } = [];

    /// <summary>Opens every case once: sizes, labels and intensities are checked on the way.</summary>
    /// <exception cref="DataException">The first of the cases that cannot be used, and how many there are.</exception>
    public static Fingerprint Of(Dataset dataset, IReadOnlyList<Case> cases, int threads, Action<string>? warn = null, Action<ProgressUpdate>? progress = null)
    {
        var looks = new Look?[cases.Count];
        var failures = new DataException?[cases.Count];
        var done = 0;
        Parallel.For(0, cases.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            try
            {
                looks[i] = Look.At(dataset, cases[i], warn);
            }
            catch (Exception failure) when (PlainFailure.Of(failure, $"case {cases[i].Id}") is { } plain)
            {
                failures[i] = plain;
            }
            progress?.Invoke(new("fingerprint", Interlocked.Increment(ref done), cases.Count, cases[i].Id));
        });
        if (failures.FirstOrDefault(failure => failure is not null) is { } first)
        {
            var others = failures.Count(failure => failure is not null) - 1;
            throw others == 0 ? first : new DataException(first.File, first.Problem, $"{first.Cure} ({others} more cases have errors)", first);
        }
        return Summarise(cases, looks!);
    }

    private static Fingerprint Summarise(IReadOnlyList<Case> cases, Look[] looks)
    {
        var known = looks.All(look => look.Geometry.SpacingKnown);
        var withForeground = looks.Where(look => look.Share > 0).ToArray();
        return new()
        {
            Cases = cases.Count,
            Groups = cases.Select(item => item.Group).Distinct().Count(),
            EmptyReferences = looks.Length - withForeground.Length,
            IgnoredVoxels = looks.Any(look => look.Ignored is not null) ? looks.Sum(look => look.Ignored ?? 0) : null,
            Unit = known ? "mm" : "px",
            MedianSize = [.. Enumerable.Range(0, 3).Select(axis => OrderStatistics.Median(looks.Select(look => (double)look.Geometry.Size[axis])))],
            MedianSpacing = known ? [.. Enumerable.Range(0, 3).Select(axis => OrderStatistics.Median(looks.Select(look => look.Geometry.Spacing[axis])))] : null,
            ForegroundShare = withForeground.Length == 0 ? null : [withForeground.Min(look => look.Share), OrderStatistics.Median(withForeground.Select(look => look.Share)), withForeground.Max(look => look.Share)],
            Foreground = withForeground.Length == 0 ? [] : [.. Enumerable.Range(0, looks[0].Samples.Count).Select(channel =>
                ChannelIntensity.Of([.. withForeground.SelectMany(look => look.Samples[channel])]))],
            Geometries = [.. looks.Select(look => look.Geometry)],
        };
    }

    private sealed record Look(Geometry Geometry, double Share, IReadOnlyList<float[]> Samples, long? Ignored)
    {
        private const int MostSamples = 10_000;

        public static Look At(Dataset dataset, Case item, Action<string>? warn)
        {
            var channels = item.ReadChannels(warn);
            var labels = item.ReadReference(channels[0].Geometry, warn);
            dataset.CheckLabels(item, labels);
            var ignored = dataset.Scheme.Ignored(labels);
            labels = dataset.Scheme.Annotated(labels);
            var foreground = labels.Array.Count(label => label != 0);
            var share = foreground == 0 ? 0 : foreground / (double)(labels.Array.Length - (ignored ?? 0));
            return new(channels[0].Geometry, share, [.. channels.Select(channel => Sample(channel, labels, foreground))], ignored);
        }

        /// <summary>Foreground voxels, spread evenly over all of them.</summary>
        private static float[] Sample(Volume<float> channel, Volume<byte> labels, int foreground)
        {
            var samples = new float[Math.Min(foreground, MostSamples)];
            var (met, taken) = (0L, 0);
            for (var i = 0; taken < samples.Length; i++)
            {
                if (labels.Array[i] != 0 && met++ == (long)taken * foreground / samples.Length)
                    samples[taken++] = channel.Array[i];
            }
            return samples;
        }
    }
}
