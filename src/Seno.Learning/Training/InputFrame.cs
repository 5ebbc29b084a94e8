using Seno.Core;
using Seno.Data;
using Seno.Imaging;

namespace Seno.Learning.Training;

/// <summary>The grid that images are resampled to, and how much of it the network sees at once.</summary>
/// <param name="Spacing">Mm along x, y(, z); null where any is unknown.</param>
/// <param name="Patch">Pixels along x, y(, z), multiples of the network's stride.</param>
internal sealed record InputFrame(IReadOnlyList<double>? Spacing, IReadOnlyList<int> Patch)
{
    private const double PatchesAcross = 2.5;

    /// <summary>The median in-plane spacing, coarsened so that the median slice's longer side fits the input.</summary>
    /// <param name="geometries">Of the training cases.</param>
    /// <param name="longest">Longer side of the input, px.</param>
    /// <param name="stride">Of the network.</param>
    public static InputFrame OfSlices(IReadOnlyList<Geometry> geometries, int longest, int stride)
    {
        longest = RoundUp(longest, stride);
        var known = geometries.All(geometry => geometry.SpacingKnown);
        var x = OrderStatistics.Median(geometries.Select(geometry => geometry.Size.X * (known ? geometry.Spacing.X : 1)));
        var y = OrderStatistics.Median(geometries.Select(geometry => geometry.Size.Y * (known ? geometry.Spacing.Y : 1)));
        var fit = longest / Math.Max(x, y);
        int[] patch = [Math.Max(stride, RoundUp(x * fit, stride)), Math.Max(stride, RoundUp(y * fit, stride))];
        if (!known)
            return new(null, patch);
        var spacing = OrderStatistics.Median(geometries.Select(geometry => Math.Max(geometry.Spacing.X, geometry.Spacing.Y)));
        var extent = OrderStatistics.Median(geometries.Select(geometry => Math.Max(geometry.Size.X * geometry.Spacing.X, geometry.Size.Y * geometry.Spacing.Y)));
        var target = Math.Max(spacing, extent / longest);
        return new([target, target], patch);
    }

    /// <summary>The median spacing of each axis, coarsened so that the median volume's longest side is 2.5 inputs; an input no longer than a side asks for.</summary>
    /// <param name="geometries">Of the training cases.</param>
    /// <param name="longest">Longest side of the input, voxels.</param>
    /// <param name="stride">Of the network.</param>
    /// <exception cref="DataException">A voxel size is unknown, or every case is one slice.</exception>
    public static InputFrame OfVolumes(IReadOnlyList<Geometry> geometries, int longest, int stride)
    {
        if (geometries.Any(geometry => !geometry.SpacingKnown))
            throw new DataException("--dimensions", "3 needs the voxel size of every case, and some have none", "Use --dimensions 2, or give volumes in a format that holds it, such as NIfTI");
        if (geometries.All(geometry => geometry.Size.Z == 1))
            throw new DataException("--dimensions", "3 is asked for, but every case is a single slice", "Use --dimensions 2");
        longest = RoundUp(longest, stride);
        var spacing = Enumerable.Range(0, 3).Select(axis => OrderStatistics.Median(geometries.Select(geometry => geometry.Spacing[axis]))).ToArray();
        var extent = Enumerable.Range(0, 3).Select(axis => OrderStatistics.Median(geometries.Select(geometry => geometry.Size[axis] * geometry.Spacing[axis]))).ToArray();
        var coarsest = extent.Max() / (PatchesAcross * longest);
        double[] target = [.. spacing.Select(size => Math.Max(size, coarsest))];
        return new(target, [.. extent.Zip(target, (length, size) => Math.Clamp(RoundUp(length / size, stride), stride, longest))]);
    }

    private static int RoundUp(double size, int stride) => (int)Math.Ceiling(Math.Round(size, 6) / stride) * stride;
}
