namespace Seno.Imaging.Operators;

/// <summary>The same image on a grid with another number of voxels, the outer faces staying where they are.</summary>
/// <remarks>Separable, one axis after the other; half-pixel convention; beyond the edge the edge voxel repeats.</remarks>
public static class Resample
{
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="target">A grid from <see cref="Geometry.Resized"/> of the image's own.</param>
    /// <param name="interpolation">How values between voxels are found.</param>
    /// <param name="antiAlias">Widen the kernel along every axis that shrinks, so that fine detail is averaged rather than folded (as Pillow and torch do). No effect on <see cref="Interpolation.Nearest"/>.</param>
    /// <exception cref="ArgumentException">The target covers another place than the image.</exception>
    public static Volume<float> To(Volume<float> image, Geometry target, Interpolation interpolation, bool antiAlias = false)
    {
        RequireSamePlace(image.Geometry, target);
        return new(target, Values(image.Array, image.Size, target.Size, interpolation, antiAlias));
    }

    /// <summary>A label map by its most probable label: each label's indicator is resampled linearly; the largest wins, and of equals the larger label.</summary>
    /// <remarks>For one label over background this is: linear, then at least 1/2.</remarks>
    /// <exception cref="ArgumentException">The target covers another place than the labels.</exception>
    public static Volume<byte> Labels(Volume<byte> labels, Geometry target)
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
            var share = Values(indicator, labels.Size, target.Size, Interpolation.Linear, antiAlias: false);
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
        var narrowed = new float[newWidth * height];
        var columns = new ResampleWeights(width, newWidth, interpolation, antiAlias);
        var rows = new ResampleWeights(height, newHeight, interpolation, antiAlias);
        for (var y = 0; y < height; y++)
            AlongRow(source.Slice(y * width, width), narrowed.AsSpan(y * newWidth, newWidth), columns);
        for (var y = 0; y < newHeight; y++)
            AcrossRows(narrowed, 0, newWidth, target.Slice(y * newWidth, newWidth), rows, y);
    }

    private static float[] Values(float[] source, Size3 from, Size3 to, Interpolation interpolation, bool antiAlias)
    {
        var values = AlongX(source, from, to.X, interpolation, antiAlias);
        values = Across(values, to.X, from.Y, from.Z, to.Y, interpolation, antiAlias);
        values = Across(values, to.X * to.Y, from.Z, 1, to.Z, interpolation, antiAlias);
        return ReferenceEquals(values, source) ? [.. source] : values;
    }

    private static float[] AlongX(float[] source, Size3 from, int newLength, Interpolation interpolation, bool antiAlias)
    {
        if (from.X == newLength)
            return source;
        var weights = new ResampleWeights(from.X, newLength, interpolation, antiAlias);
        var rows = from.Y * from.Z;
        var target = new float[(long)newLength * rows];
        Parallel.For(0, rows, row => AlongRow(source.AsSpan(row * from.X, from.X), target.AsSpan(row * newLength, newLength), weights));
        return target;
    }

    /// <summary>Along an axis whose neighbours lie <paramref name="stride"/> apart, <paramref name="blocks"/> times over.</summary>
    private static float[] Across(float[] source, int stride, int length, int blocks, int newLength, Interpolation interpolation, bool antiAlias)
    {
        if (length == newLength)
            return source;
        var weights = new ResampleWeights(length, newLength, interpolation, antiAlias);
        var target = new float[(long)stride * newLength * blocks];
        Parallel.For(0, blocks * newLength, row =>
            AcrossRows(source, row / newLength * length * stride, stride, target.AsSpan(row * stride, stride), weights, row % newLength));
        return target;
    }

    private static void AlongRow(ReadOnlySpan<float> source, Span<float> target, ResampleWeights weights)
    {
        for (var o = 0; o < target.Length; o++)
        {
            var indices = weights.Indices(o);
            var factors = weights.Weights(o);
            var sum = 0f;
            for (var tap = 0; tap < indices.Length; tap++)
                sum += factors[tap] * source[indices[tap]];
            target[o] = sum;
        }
    }

    private static void AcrossRows(ReadOnlySpan<float> source, int start, int stride, Span<float> target, ResampleWeights weights, int o)
    {
        var indices = weights.Indices(o);
        var factors = weights.Weights(o);
        target.Clear();
        for (var tap = 0; tap < indices.Length; tap++)
        {
            var factor = factors[tap];
            if (factor == 0)
                continue;
            var row = source.Slice(start + indices[tap] * stride, stride);
            for (var i = 0; i < target.Length; i++)
                target[i] += factor * row[i];
        }
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
