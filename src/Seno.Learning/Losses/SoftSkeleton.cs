using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>A centre line with a gradient: what opening takes away, gathered while the mask is eroded (Shit et al., CVPR 2021).</summary>
internal static class SoftSkeleton
{
    /// <param name="mask">[batch, classes, (z,) y, x] in 0..1.</param>
    /// <param name="iterations">Erosions: at least half the thickness of what is to be found, in voxels.</param>
    public static Tensor Of(Tensor mask, int iterations)
    {
        var skeleton = Ridge(mask);
        for (var i = 0; i < iterations; i++)
        {
            mask = Eroded(mask);
            skeleton += (1 - skeleton) * Ridge(mask);
        }
        return skeleton;
    }

    private static Tensor Ridge(Tensor mask) => (mask - Largest(Eroded(mask), [.. Enumerable.Repeat(3L, (int)mask.dim() - 2)])).relu();

    /// <summary>The least of a voxel and its neighbours at faces.</summary>
    private static Tensor Eroded(Tensor mask)
    {
        var axes = (int)mask.dim() - 2;
        return Enumerable.Range(0, axes)
            .Select(axis => -Largest(-mask, [.. Enumerable.Range(0, axes).Select(other => other == axis ? 3L : 1L)]))
            .Aggregate(minimum);
    }

    /// <summary>The largest in a box around each voxel, as far as the grid reaches.</summary>
    private static Tensor Largest(Tensor mask, long[] box)
    {
        long[] ones = [.. box.Select(_ => 1L)], margin = [.. box.Select(side => side / 2)];
        return mask.dim() == 5 ? nn.functional.max_pool3d(mask, box, ones, margin) : nn.functional.max_pool2d(mask, box, ones, margin);
    }
}
