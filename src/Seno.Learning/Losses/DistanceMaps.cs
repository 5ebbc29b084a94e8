using Seno.Data.Preprocessing;
using Seno.Imaging;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>Signed distance maps of references, as the boundary loss of Kervadec et al. (Medical Image Analysis 67, 2021) reads them.</summary>
public static class DistanceMaps
{
    /// <summary>Distance of every voxel to the nearest of the other kind, negative where the class's share is at least ½; 0 throughout for a class that is nowhere or everywhere.</summary>
    /// <param name="reference">[batch, classes, (z,) y, x], shares in 0..1.</param>
    /// <param name="spacing">Mm along the spatial axes, in tensor order; null for px.</param>
    /// <returns>Of the reference's shape, type and device; no gradient.</returns>
    public static Tensor Of(Tensor reference, IReadOnlyList<double>? spacing = null)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var shape = reference.shape;
        var size = new Size3((int)shape[^1], (int)shape[^2], shape.Length == 5 ? (int)shape[2] : 1);
        var geometry = new Geometry(size, spacing is null ? null : new Vector3(spacing[^1], spacing[^2], shape.Length == 5 ? spacing[0] : 1));
        var inside = reference.ge(0.5).to_type(ScalarType.Byte).cpu().contiguous().data<byte>().ToArray();
        var voxels = size.X * size.Y * size.Z;
        var distances = new float[inside.Length];
        for (var start = 0; start < inside.Length; start += voxels)
            SignedDistanceMap.Of(inside.AsSpan(start, voxels), geometry).CopyTo(distances, start);
        return tensor(distances, shape).to_type(reference.dtype).to(reference.device).MoveToOuterDisposeScope();
    }
}
