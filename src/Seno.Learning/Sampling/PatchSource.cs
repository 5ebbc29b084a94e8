using Seno.Core;
using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Learning.Sampling.Augmentation;

namespace Seno.Learning.Sampling;

/// <summary>Draws the training patches of an iteration. What it draws follows from (seed, iteration, sample) alone.</summary>
public sealed class PatchSource(Plan plan, IReadOnlyList<PreprocessedCase> cases, AugmentationOptions augmentation)
{
    private readonly int width = plan.Patch[0];
    private readonly int height = plan.Patch[1];
    private readonly bool withDistances = cases.All(item => item.Slices.All(slice => slice.Distances is not null));
    private readonly double[]? spacing = plan.TargetSpacing is { } target ? [target[1], target[0]] : null;
    private readonly LabelScheme scheme = plan.Scheme;
    private readonly CaseChoice choice = new(plan, cases);

    public PatchBuffers Draw(long iteration)
    {
        var buffers = new PatchBuffers(plan.BatchSize, plan.Channels.Count, plan.Classes, width, height)
        {
            Distances = withDistances ? new float[plan.BatchSize * plan.Classes * width * height] : null,
            Scheme = scheme,
            Spacing = spacing,
        };
        for (var sample = 0; sample < plan.BatchSize; sample++)
            Fill(buffers, iteration, sample);
        return buffers;
    }

    private void Fill(PatchBuffers buffers, long iteration, int sample)
    {
        var random = new SeededRandom(plan.Seed, "patch", iteration, sample);
        var (chosen, forced) = choice.Draw(iteration, sample, random);
        var slice = forced ? SliceWithForeground(chosen, random) : AnnotatedSlice(chosen, random);
        var (x, y) = Centre(slice, forced, random);
        var transform = SpatialTransform.Draw(augmentation, random);
        var area = width * height;
        var image = buffers.Images.AsSpan(sample * slice.Channels.Count * area, slice.Channels.Count * area);
        PatchSampler.Sample(slice.Channels, slice.Labels, slice.Width, slice.Height, x, y, width, height, transform, image, buffers.Labels.AsSpan(sample * area, area));
        if (slice.Distances is { } distances)
            FillDistances(buffers, sample, slice, distances, x, y, transform);
        IntensityAugmentation.Apply(image, slice.Channels.Count, width, height, augmentation, random);
        buffers.Cases[sample] = chosen.Id;
    }

    private void FillDistances(PatchBuffers buffers, int sample, PreprocessedSlice slice, SliceDistances distances, double x, double y, SpatialTransform transform)
    {
        var area = width * height;
        var pixel = ((float)distances.PixelX, (float)distances.PixelY);
        for (var label = 0; label < plan.Classes; label++)
            DistanceSampler.Sample(
                distances.Maps[label],
                slice.Width,
                slice.Height,
                pixel,
                label == 0 && scheme.Regions is null,
                x,
                y,
                width,
                transform,
                buffers.Distances.AsSpan((sample * plan.Classes + label) * area, area));
    }

    private static PreprocessedSlice SliceWithForeground(PreprocessedCase chosen, SeededRandom random)
    {
        var slices = chosen.Slices.Where(slice => slice.Foreground.Count > 0).ToArray();
        return slices[random.Next(slices.Length)];
    }

    /// <summary>Any slice; where only some were annotated, one of them.</summary>
    private static PreprocessedSlice AnnotatedSlice(PreprocessedCase chosen, SeededRandom random)
    {
        PreprocessedSlice[] annotated = [.. chosen.Slices.Where(slice => slice.Annotated is not { Count: 0 })];
        return annotated.Length > 0 ? annotated[random.Next(annotated.Length)] : chosen.Slices[random.Next(chosen.Slices.Count)];
    }

    /// <summary>Where the patch covers the image it is centred on it; elsewhere it stays inside, and a forced one holds a foreground pixel,
    /// any other one that was annotated.</summary>
    private (double X, double Y) Centre(PreprocessedSlice slice, bool forced, SeededRandom random)
    {
        var wanted = forced ? slice.Foreground : slice.Annotated;
        var pixel = wanted is { Count: > 0 } ? wanted[random.Next(wanted.Count)] : -1;
        return (Along(slice.Width, width, pixel < 0 ? -1 : pixel % slice.Width, random), Along(
            slice.Height,
            height,
            pixel < 0 ? -1 : pixel / slice.Width,
            random));
    }

    private static double Along(int size, int patch, int wanted, SeededRandom random)
    {
        if (patch >= size)
            return (size - 1) / 2.0;
        var lowest = (patch - 1) / 2.0;
        var highest = size - 1 - lowest;
        return wanted < 0 ? random.Uniform(lowest, highest) : Math.Clamp(wanted, lowest, highest);
    }
}
