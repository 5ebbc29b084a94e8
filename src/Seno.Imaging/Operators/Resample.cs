namespace Seno.Imaging.Operators;

/// <summary>The same image on a grid with another number of voxels, the outer faces staying where they are.</summary>
/// <remarks>Separable, one axis after the other; half-pixel convention; beyond the edge the edge voxel repeats.</remarks>
public static class Resample
{
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="target">A grid from <see cref="Geometry.Resized"/> of the image's own.</param>
    /// <param name="interpolation">How values between voxels are found.</param>
    /// <param name="antiAlias">
    /// Widen the kernel along every axis that shrinks, so that fine detail is averaged rather than folded (as Pillow and torch do;
    /// for <see cref="Interpolation.CubicSpline"/> a Gaussian comes first, as in scikit-image). No effect on <see cref="Interpolation.Nearest"/>.
    /// </param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <remarks>A NaN spreads to the voxels made of it; with <see cref="Interpolation.CubicSpline"/> to its whole row, column and beyond.</remarks>
    /// <exception cref="ArgumentException">The target covers another place than the image.</exception>
    public static Volume<float> To(Volume<float> image, Geometry target, Interpolation interpolation, bool antiAlias = false, int threads = 0) =>
        To(image, target, interpolation, throughPlane: interpolation, antiAlias, threads);

    /// <summary>With another interpolation along z than in the planes: thick slices want <see cref="Interpolation.Nearest"/> or <see cref="Interpolation.Linear"/> there (nnU-Net's separate z).</summary>
    /// <inheritdoc cref="To(Volume{float}, Geometry, Interpolation, bool, int)"/>
    public static Volume<float> To(Volume<float> image, Geometry target, Interpolation inPlane, Interpolation throughPlane, bool antiAlias = false, int threads = 0)
    {
        RequireSamePlace(image.Geometry, target);
        return new(target, Values(image.Array, image.Size, target.Size, inPlane, throughPlane, antiAlias, threads));
    }

    /// <summary>To voxels of about another size: as many as fit the same extent best, so the spacing is met to half a voxel over the whole extent.</summary>
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="spacing">mm per voxel and axis.</param>
    /// <inheritdoc cref="To(Volume{float}, Geometry, Interpolation, bool, int)"/>
    /// <exception cref="ArgumentException">The voxel size of the image is unknown.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A spacing that is not a positive finite number.</exception>
    public static Volume<float> ToSpacing(Volume<float> image, Vector3 spacing, Interpolation interpolation, bool antiAlias = false, int threads = 0) =>
        To(image, SizeFor(image.Geometry, spacing), interpolation, antiAlias, threads);

    /// <summary>A label map by its most probable label: each label's indicator is resampled linearly; the largest wins, and of equals the larger label.</summary>
    /// <remarks>For one label over background this is: linear, then at least 1/2.</remarks>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentException">The target covers another place than the labels.</exception>
    public static Volume<byte> Labels(Volume<byte> labels, Geometry target, int threads = 0)
    {
        RequireSamePlace(labels.Geometry, target);
        var result = new Volume<byte>(target);
        if (labels.Size == target.Size)
        {
            labels.Span.CopyTo(result.Span);
            return result;
        }
        var best = new float[result.Array.Length];
        var indicator = new float[labels.Array.Length];
        foreach (var label in Present(labels.Span))
        {
            for (var i = 0; i < indicator.Length; i++)
                indicator[i] = labels.Array[i] == label ? 1 : 0;
            var share = Values(indicator, labels.Size, target.Size, Interpolation.Linear, Interpolation.Linear, antiAlias: false, threads);
            for (var i = 0; i < share.Length; i++)
            {
                // weights are floats: shares that are equal on paper differ in their last bits
                if (share[i] < best[i] - 1e-5f)
                    continue;
                best[i] = Math.Max(best[i], share[i]);
                result.Array[i] = label;
            }
        }
        return result;
    }

    /// <summary>One plane, x fastest, without volumes or geometry: for probability maps in raw buffers.</summary>
    /// <exception cref="ArgumentException">A buffer's length is not its width times its height.</exception>
    public static void Plane(ReadOnlySpan<float> source, int width, int height, Span<float> target, int newWidth, int newHeight, Interpolation interpolation = Interpolation.Linear, bool antiAlias = false)
    {
        if (source.Length != width * height)
            throw new ArgumentException($"{source.Length} values given for {width}×{height}", nameof(source));
        if (target.Length != newWidth * newHeight)
            throw new ArgumentException($"{target.Length} values given for {newWidth}×{newHeight}", nameof(target));
        Separable.Plane(source, width, height, target, newWidth, newHeight, [Along(width, newWidth, interpolation, antiAlias), Along(height, newHeight, interpolation, antiAlias)]);
    }

    private static float[] Values(float[] source, Size3 from, Size3 to, Interpolation inPlane, Interpolation throughPlane, bool antiAlias, int threads) => Separable.Apply(
        source, from, to, [Along(from.X, to.X, inPlane, antiAlias), Along(from.Y, to.Y, inPlane, antiAlias), Along(from.Z, to.Z, throughPlane, antiAlias)], threads);

    private static LineOperation? Along(int length, int newLength, Interpolation interpolation, bool antiAlias)
    {
        if (length == newLength)
            return null;
        if (interpolation != Interpolation.CubicSpline)
            return new WeightedSum(new ResampleWeights(length, newLength, interpolation, antiAlias));
        var spline = new CubicSpline(length, newLength);
        if (!antiAlias || newLength > length)
            return spline;
        var sigma = ((double)length / newLength - 1) / 2;
        return new InTurn(new Convolution(GaussianKernel.Half(sigma, 0), odd: false, length, Edge.Repeat), spline, length);
    }

    private static Geometry SizeFor(Geometry geometry, Vector3 spacing)
    {
        var own = Grid.RequireSpacing(geometry, "image");
        if (!(spacing.X > 0 && spacing.Y > 0 && spacing.Z > 0 && double.IsFinite(spacing.X + spacing.Y + spacing.Z)))
            throw new ArgumentOutOfRangeException(nameof(spacing), "must be positive and finite");
        var size = geometry.Size;
        int Voxels(int axis) => size[axis] == 1 ? 1 : checked((int)Math.Max(1, Math.Round(size[axis] * own[axis] / spacing[axis])));
        return geometry.Resized(new(Voxels(0), Voxels(1), Voxels(2)));
    }

    private static IEnumerable<byte> Present(ReadOnlySpan<byte> labels)
    {
        var seen = new bool[256];
        foreach (var label in labels)
            seen[label] = true;
        return Enumerable.Range(0, 256).Where(label => seen[label]).Select(label => (byte)label);
    }

    private static void RequireSamePlace(Geometry image, Geometry target)
    {
        // without spacing there is no place to compare
        if (!image.SpacingKnown && !target.SpacingKnown)
            return;
        var expected = image.Resized(target.Size);
        // a tenth of a voxel: what rounding in a stored header may differ by
        var tolerance = Math.Max(target.Spacing.Length, image.Spacing.Length) / 10;
        if ((expected.Spacing + -1 * target.Spacing).Length > tolerance || (expected.Origin + -1 * target.Origin).Length > tolerance)
            throw new ArgumentException("the target grid covers another place than the image; take it from image.Geometry.Resized", nameof(target));
    }
}
