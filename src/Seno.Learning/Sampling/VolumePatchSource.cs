using Seno.Core;
using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Learning.Sampling.Augmentation;

namespace Seno.Learning.Sampling;

/// <summary>Draws training patches of three dimensions, as <see cref="PatchSource"/> draws those of slices: what it draws follows from (seed, iteration, sample) alone.</summary>
/// <remarks>A patch may reach over the volume's rim, where the image is 0 and the label background. It is mirrored along each axis or not; nothing else is varied. A loss that needs distances computes them from the patch, in voxels.</remarks>
public sealed class VolumePatchSource
{
    private readonly Plan plan;
    private readonly bool mirror;
    private readonly CaseChoice choice;

    /// <param name="plan">Its patch has three sizes: x, y, z.</param>
    /// <param name="cases">Their slices are a volume each: of one size, in order.</param>
    /// <param name="mirror">Mirrors along each axis half of the time.</param>
    /// <exception cref="ArgumentException">The plan is one of slices.</exception>
    public VolumePatchSource(Plan plan, IReadOnlyList<PreprocessedCase> cases, bool mirror)
    {
        if (plan.Patch.Count != 3)
            throw new ArgumentException("a patch of a volume has three sizes", nameof(plan));
        (this.plan, this.mirror) = (plan, mirror);
        choice = new(plan, cases);
    }

    /// <returns>Images [batch, channels, z, y, x]. The last samples, as many as the plan's oversampling says, hold a foreground voxel.</returns>
    public PatchBuffers Draw(long iteration)
    {
        var buffers = new PatchBuffers(plan.BatchSize, plan.Channels.Count, plan.Classes, plan.Patch[0], plan.Patch[1], plan.Patch[2]);
        for (var sample = 0; sample < plan.BatchSize; sample++)
            Fill(buffers, iteration, sample);
        return buffers;
    }

    private void Fill(PatchBuffers buffers, long iteration, int sample)
    {
        var random = new SeededRandom(plan.Seed, "volume patch", iteration, sample);
        var (chosen, forced) = choice.Draw(iteration, sample, random);
        var (left, top, first) = Corner(chosen, forced, random);
        var inPlane = new SpatialTransform(0, 1, mirror && random.Chance(0.5), mirror && random.Chance(0.5));
        var mirrorZ = mirror && random.Chance(0.5);
        var area = plan.Patch[0] * plan.Patch[1];
        var voxels = area * plan.Patch[2];
        for (var z = 0; z < plan.Patch[2]; z++)
        {
            var place = mirrorZ ? plan.Patch[2] - 1 - z : z;
            if (first + z < 0 || first + z >= chosen.Slices.Count)
                continue;
            var slice = chosen.Slices[first + z];
            for (var channel = 0; channel < slice.Channels.Count; channel++)
                PatchSampler.Copy<float>(slice.Channels[channel], slice.Width, slice.Height, left, top, plan.Patch[0], plan.Patch[1], inPlane, buffers.Images.AsSpan((sample * slice.Channels.Count + channel) * voxels + place * area, area));
            PatchSampler.Copy<byte>(slice.Labels, slice.Width, slice.Height, left, top, plan.Patch[0], plan.Patch[1], inPlane, buffers.Labels.AsSpan(sample * voxels + place * area, area));
        }
        buffers.Cases[sample] = chosen.Id;
    }

    /// <summary>Anywhere inside the volume; a forced patch is centred on a foreground voxel, each as likely, as far as the rim lets it.</summary>
    private (int X, int Y, int Z) Corner(PreprocessedCase chosen, bool forced, SeededRandom random)
    {
        var slice = chosen.Slices[0];
        var (x, y, z) = forced ? ForegroundVoxel(chosen, random) : (-1, -1, -1);
        return (Along(slice.Width, plan.Patch[0], x, random), Along(slice.Height, plan.Patch[1], y, random), Along(chosen.Slices.Count, plan.Patch[2], z, random));
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

    private static int Along(int size, int patch, int wanted, SeededRandom random)
    {
        if (patch >= size)
            return (size - patch) / 2;
        return wanted < 0 ? random.Next(size - patch + 1) : Math.Clamp(wanted - patch / 2, 0, size - patch);
    }
}
