using Seno.Core;
using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Learning.Sampling.Augmentation;

namespace Seno.Learning.Sampling;

/// <summary>Draws training patches of three dimensions, as <see cref="PatchSource"/> draws those of slices: what it draws follows from (seed, iteration, sample) alone.</summary>
/// <remarks>
/// A patch may reach over the volume's rim, where the image is 0 and the label background. Slices are turned and magnified in their plane, all of a patch alike
/// (nnU-Net's way with anisotropic volumes). A loss that needs distances computes them from the patch.
/// </remarks>
public sealed class VolumePatchSource
{
    private const double SquareWithin = 0.1;
    private readonly Plan plan;
    private readonly AugmentationOptions augmentation;
    private readonly CaseChoice choice;

    /// <param name="plan">Its patch has three sizes: x, y, z.</param>
    /// <param name="cases">Their slices are a volume each: of one size, in order.</param>
    /// <param name="augmentation">What is varied.</param>
    /// <exception cref="ArgumentException">The plan is one of slices.</exception>
    public VolumePatchSource(Plan plan, IReadOnlyList<PreprocessedCase> cases, AugmentationOptions augmentation)
    {
        if (plan.Patch.Count != 3)
            throw new ArgumentException("a patch of a volume has three sizes", nameof(plan));
        (this.plan, this.augmentation) = (plan, Turnable(plan) ? augmentation : augmentation with { RotationProbability = 0 });
        choice = new(plan, cases);
    }

    /// <summary>Where pixels are not square, a turn in pixels would stretch what it shows.</summary>
    private static bool Turnable(Plan plan) => plan.TargetSpacing is not { } spacing || Math.Abs(spacing[0] / spacing[1] - 1) < SquareWithin;

    /// <returns>Images [batch, channels, z, y, x]. The last samples, as many as the plan's oversampling says, hold a foreground voxel.</returns>
    public PatchBuffers Draw(long iteration)
    {
        var buffers = PatchBuffers.Of(plan, plan.BatchSize);
        for (var sample = 0; sample < plan.BatchSize; sample++)
            Fill(buffers, iteration, sample);
        return buffers;
    }

    private void Fill(PatchBuffers buffers, long iteration, int sample)
    {
        var random = new SeededRandom(plan.Seed, "volume patch", iteration, sample);
        var (chosen, forced) = choice.Draw(iteration, sample, random);
        var corner = Corner(chosen, forced, random);
        var transform = SpatialTransform.Draw(augmentation, random);
        VolumeBlock.Copy(chosen, corner, plan.Patch, transform, augmentation.MirrorZ && random.Chance(0.5), buffers, sample);
        var values = buffers.Images.Length / plan.BatchSize;
        IntensityAugmentation.Apply(buffers.Images.AsSpan(sample * values, values), plan.Channels.Count, plan.Patch[0], plan.Patch[1], augmentation, random, plan.Patch[2]);
    }

    /// <summary>Anywhere inside the volume, or, where only a part was annotated, about a voxel of it; a forced patch is centred on a
    /// foreground voxel, each as likely, as far as the rim lets it.</summary>
    private (int X, int Y, int Z) Corner(PreprocessedCase chosen, bool forced, SeededRandom random)
    {
        var slice = chosen.Slices[0];
        var (x, y, z) = forced ? ForegroundVoxel(chosen, random) : AnnotatedVoxel(chosen, random);
        return (Along(slice.Width, plan.Patch[0], x, random), Along(slice.Height, plan.Patch[1], y, random), Along(chosen.Slices.Count, plan.Patch[2], z, random));
    }

    /// <returns>A voxel that was annotated, every slice that has any being as likely; −1 along an axis on which any place will
    /// do.</returns>
    private static (int X, int Y, int Z) AnnotatedVoxel(PreprocessedCase chosen, SeededRandom random)
    {
        if (chosen.Slices.All(slice => slice.Annotated is null))
            return (-1, -1, -1);
        int[] some = [.. Enumerable.Range(0, chosen.Slices.Count).Where(z => chosen.Slices[z].Annotated is not { Count: 0 })];
        if (some.Length == 0)
            return (-1, -1, -1);
        var chosenZ = some[random.Next(some.Length)];
        var slice = chosen.Slices[chosenZ];
        if (slice.Annotated is not { } places)
            return (-1, -1, chosenZ);
        var place = places[random.Next(places.Count)];
        return (place % slice.Width, place / slice.Width, chosenZ);
    }

    private static (int X, int Y, int Z) ForegroundVoxel(PreprocessedCase chosen, SeededRandom random)
    {
        var nth = random.Next(chosen.Slices.Sum(slice => slice.Foreground.Count));
        var z = 0;
        for (; nth >= chosen.Slices[z].Foreground.Count; z++)
            nth -= chosen.Slices[z].Foreground.Count;
        var pixel = chosen.Slices[z].Foreground[nth];
        return (pixel % chosen.Slices[z].Width, pixel / chosen.Slices[z].Width, z);
    }

    private static int Along(int size, int patch, int wanted, SeededRandom random) =>
        patch < size && wanted < 0 ? random.Next(size - patch + 1) : VolumeBlock.Corner(size, patch, wanted);
}
