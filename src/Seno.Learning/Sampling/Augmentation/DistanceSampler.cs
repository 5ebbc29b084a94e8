namespace Seno.Learning.Sampling.Augmentation;

/// <summary>Cuts a patch out of a slice's signed distance map, as <see cref="PatchSampler"/> cuts image and labels: lengths grow with the magnification.</summary>
public static class DistanceSampler
{
    /// <param name="distances">Map of the slice, width·height, negative inside; 0 throughout for a class without boundary, and then the patch too.</param>
    /// <param name="width">Pixels of the slice.</param>
    /// <param name="height">Pixels of the slice.</param>
    /// <param name="spacing">Length of a pixel's sides (x, y), in the map's unit.</param>
    /// <param name="background">The map of class 0, which goes on outside the slice; any other class does not.</param>
    /// <param name="centreX">Where the patch is centred, in slice pixels.</param>
    /// <param name="centreY">As <paramref name="centreX"/>.</param>
    /// <param name="patchWidth">Pixels of the patch.</param>
    /// <param name="transform">What is done about the centre.</param>
    /// <param name="patch">Receives the patch, row after row.</param>
    public static void Sample(ReadOnlySpan<float> distances, int width, int height, (float X, float Y) spacing, bool background, double centreX, double centreY, int patchWidth, SpatialTransform transform, Span<float> patch)
    {
        patch.Clear();
        if (!distances.ContainsAnyExcept(0f))
            return;
        var patchHeight = patch.Length / patchWidth;
        var scale = (float)transform.Scale;
        var (cosine, sine) = ((float)(Math.Cos(transform.Rotation) / transform.Scale), (float)(Math.Sin(transform.Rotation) / transform.Scale));
        if (transform is { Rotation: 0, Scale: 1 })
            (centreX, centreY) = (OnGrid(centreX, patchWidth), OnGrid(centreY, patchHeight));
        for (var i = 0; i < patch.Length; i++)
        {
            var u = (transform.MirrorX ? -1 : 1) * (i % patchWidth - (patchWidth - 1) / 2f);
            var v = (transform.MirrorY ? -1 : 1) * (i / patchWidth - (patchHeight - 1) / 2f);
            var x = (float)centreX + cosine * u - sine * v;
            var y = (float)centreY + sine * u + cosine * v;
            patch[i] = scale * At(distances, width, height, spacing, background, x, y);
        }
    }

    /// <summary>A patch neither turned nor magnified is copied, so its pixels must meet the slice's: as in <see cref="PatchSampler"/>.</summary>
    private static double OnGrid(double centre, int size) => Math.Round(centre - (size - 1) / 2.0) + (size - 1) / 2.0;

    /// <summary>Linear within the slice. Outside all is background: the value at the edge, and the way to it added.</summary>
    private static float At(ReadOnlySpan<float> distances, int width, int height, (float X, float Y) spacing, bool background, float x, float y)
    {
        var (nearX, nearY) = (Math.Clamp(x, 0, width - 1), Math.Clamp(y, 0, height - 1));
        var value = Linear(distances, width, height, nearX, nearY);
        if (nearX == x && nearY == y)
            return value;
        var (wayX, wayY) = ((x - nearX) * spacing.X, (y - nearY) * spacing.Y);
        var way = MathF.Sqrt(wayX * wayX + wayY * wayY);
        return background ? Math.Min(value, 0) - way : Math.Max(value, 0) + way;
    }

    private static float Linear(ReadOnlySpan<float> plane, int width, int height, float x, float y)
    {
        var (x0, y0) = ((int)x, (int)y);
        var (x1, y1) = (Math.Min(x0 + 1, width - 1), Math.Min(y0 + 1, height - 1));
        var (fx, fy) = (x - x0, y - y0);
        var upper = plane[x0 + width * y0] + fx * (plane[x1 + width * y0] - plane[x0 + width * y0]);
        var lower = plane[x0 + width * y1] + fx * (plane[x1 + width * y1] - plane[x0 + width * y1]);
        return upper + fy * (lower - upper);
    }
}
