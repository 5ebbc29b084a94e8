using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Data.Preprocessing;

/// <summary>From files to what the network sees, as the plan says.</summary>
public static class Preprocessor
{
    /// <summary>Channels resampled to the plan's grid (linear, anti-aliased), of slices in their plane, and normalised as the plan says. The first one's voxel size counts for all.</summary>
    /// <param name="channels">Turned to the plan's axes by <see cref="CaseAxes"/>.</param>
    /// <param name="plan">What is done to them.</param>
    /// <returns>Per channel, one volume, all of the working size.</returns>
    public static IReadOnlyList<Volume<float>> Channels(IReadOnlyList<Volume<float>> channels, Plan plan)
    {
        var size = plan.WorkingSize(channels[0].Geometry);
        return [.. channels.Select((channel, i) =>
            NormalisationTable.Apply(Resample.To(channel, channel.Geometry.Resized(size), Interpolation.Linear, antiAlias: true), plan.NormalisationOf(i)))];
    }

    /// <param name="source">The case.</param>
    /// <param name="plan">What is done to it.</param>
    /// <param name="warn">Receives what is odd about it.</param>
    /// <param name="distances">Computes the labels' signed distance maps too, slice by slice.</param>
    /// <exception cref="DataException">A file is unreadable, a grid differs, or a label is not in the data set.</exception>
    public static PreprocessedCase Case(Case source, Plan plan, Action<string>? warn = null, bool distances = false)
    {
        var images = source.ReadChannels(warn);
        Require(source.Id, images, plan);
        var labels = source.ReadReference(images[0].Geometry, warn);
        var scheme = plan.Scheme;
        if (labels.Array.Distinct().Order().FirstOrDefault(value => !scheme.Knows(value)) is > 0 and var unknown)
            throw new DataException(
                $"case {source.Id}",
                $"holds label {unknown}, which dataset.json does not name ({source.ReferenceFile})",
                "Add the label to dataset.json or correct the reference");
        var turn = CaseAxes.Turn(images[0].Geometry, plan);
        var turned = turn.Of(labels);
        if (CaseAxes.Warning(source.Id, images[0].Geometry, plan) is { } warning)
            warn?.Invoke(warning);
        var reference = Resample.Labels(turned, turned.Geometry.Resized(plan.WorkingSize(turned.Geometry)));
        return new(source.Id, Slices(Channels([.. images.Select(turn.Of)], plan), reference, plan, distances));
    }

    /// <summary>All cases, several at a time, in the order given.</summary>
    public static IReadOnlyList<PreprocessedCase> Cases(IReadOnlyList<Case> sources, Plan plan, int threads, Action<string>? warn = null, Action<ProgressUpdate>? progress = null, bool distances = false)
    {
        var result = new PreprocessedCase[sources.Count];
        var done = 0;
        try
        {
            Parallel.For(0, sources.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
            {
                result[i] = Case(sources[i], plan, warn, distances);
                progress?.Invoke(new("preprocessing", Interlocked.Increment(ref done), sources.Count, sources[i].Id));
            });
        }
        catch (AggregateException failures) when (failures.InnerExceptions.OfType<DataException>().OrderBy(failure => failure.Message, StringComparer.Ordinal).FirstOrDefault() is { } first)
        {
            throw first;
        }
        return result;
    }

    /// <exception cref="DataException">Another number of channels than planned, or the voxel size, which volumes need, is unknown.</exception>
    public static void Require(string id, IReadOnlyList<Volume<float>> channels, Plan plan)
    {
        if (channels.Count != plan.Channels.Count)
            throw new DataException($"case {id}", $"has {channels.Count} channels, the plan has {plan.Channels.Count} ({string.Join(", ", plan.Channels)})", "Give every channel as CASE_0000, CASE_0001, …");
        if (plan.Dimensions == 3 && !channels[0].Geometry.SpacingKnown)
            throw new DataException($"case {id}", "has no voxel size, which a network that sees volumes needs", "Give it in a format that holds one, such as NIfTI");
    }

    private static PreprocessedSlice[] Slices(IReadOnlyList<Volume<float>> channels, Volume<byte> labels, Plan plan, bool distances)
    {
        var size = labels.Size;
        var area = size.X * size.Y;
        return [.. Enumerable.Range(0, size.Z).Select(z => new PreprocessedSlice(
            size.X,
            size.Y,
            [.. channels.Select(channel => channel.Span.Slice(z * area, area).ToArray())],
            labels.Span.Slice(z * area, area).ToArray(),
            plan.Ignore)
        {
            Distances = distances ? Distances(labels.Span.Slice(z * area, area), labels.Geometry, plan) : null,
        })];
    }

    /// <summary>In mm where the plan has a spacing, else in px of the working grid, as every other length of a training is.</summary>
    private static SliceDistances Distances(ReadOnlySpan<byte> labels, Geometry geometry, Plan plan)
    {
        var plane = new Geometry(new(geometry.Size.X, geometry.Size.Y, 1), plan.TargetSpacing is not null && geometry.SpacingKnown ? geometry.Spacing : null);
        var maps = new float[plan.Classes][];
        var inside = new byte[labels.Length];
        var scheme = plan.Scheme;
        for (var label = 0; label < maps.Length; label++)
        {
            var members = scheme.MembersOf(label);
            for (var i = 0; i < inside.Length; i++)
                inside[i] = members[labels[i]] ? (byte)1 : (byte)0;
            maps[label] = SignedDistanceMap.Of(inside, plane);
        }
        return new(maps, plane.Spacing.X, plane.Spacing.Y);
    }
}
