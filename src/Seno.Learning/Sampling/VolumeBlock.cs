using Seno.Data.Preprocessing;
using Seno.Learning.Sampling.Augmentation;

namespace Seno.Learning.Sampling;

/// <summary>Cuts a block out of a volume that is given as slices.</summary>
internal static class VolumeBlock
{
    /// <param name="source">Slices of one size, in order.</param>
    /// <param name="corner">First voxel; the block may reach over the volume's rim, where the image is 0 and the label background.</param>
    /// <param name="patch">x, y, z.</param>
    /// <param name="transform">Done to every slice alike.</param>
    /// <param name="mirrorZ">First and last slice exchanged, and so on.</param>
    /// <param name="buffers">Receives it.</param>
    /// <param name="sample">Which of the batch.</param>
    public static void Copy(PreprocessedCase source, (int X, int Y, int Z) corner, IReadOnlyList<int> patch, SpatialTransform transform, bool mirrorZ, PatchBuffers buffers, int sample)
    {
        var area = patch[0] * patch[1];
        var voxels = area * patch[2];
        var channels = source.Slices[0].Channels.Count;
        var (centreX, centreY) = (corner.X + (patch[0] - 1) / 2.0, corner.Y + (patch[1] - 1) / 2.0);
        var plane = new float[channels * area];
        for (var z = Math.Max(0, -corner.Z); z < Math.Min(patch[2], source.Slices.Count - corner.Z); z++)
        {
            var place = mirrorZ ? patch[2] - 1 - z : z;
            var slice = source.Slices[corner.Z + z];
            PatchSampler.Sample(slice.Channels, slice.Labels, slice.Width, slice.Height, centreX, centreY, patch[0], patch[1], transform, plane, buffers.Labels.AsSpan(sample * voxels + place * area, area));
            for (var channel = 0; channel < channels; channel++)
                plane.AsSpan(channel * area, area).CopyTo(buffers.Images.AsSpan((sample * channels + channel) * voxels + place * area, area));
        }
        buffers.Cases[sample] = source.Id;
    }

    /// <returns>First voxel of a block centred on a voxel, as far as the rim lets it; a block longer than the volume is centred on the volume.</returns>
    public static int Corner(int size, int patch, int centre) => patch >= size ? (size - patch) / 2 : Math.Clamp(centre - patch / 2, 0, size - patch);
}
