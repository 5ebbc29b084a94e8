namespace Seno.Learning.Sampling.Augmentation;

/// <summary>Cuts a patch out of a slice, turned, magnified and mirrored in one resampling: linear for images, one-hot linear for labels.</summary>
public static class PatchSampler
{
    /// <param name="channels">Planes of width·height, x fastest.</param>
    /// <param name="labels">Labels on the same grid.</param>
    /// <param name="width">Pixels of the slice.</param>
    /// <param name="height">Pixels of the slice.</param>
    /// <param name="centreX">Where the patch is centred, in slice pixels; may lie so that the patch leaves the slice.</param>
    /// <param name="centreY">As <paramref name="centreX"/>.</param>
    /// <param name="patchWidth">Pixels of the patch.</param>
    /// <param name="patchHeight">Pixels of the patch.</param>
    /// <param name="transform">What is done about the centre.</param>
    /// <param name="image">Receives channels·patchHeight·patchWidth values; 0 outside the slice.</param>
    /// <param name="label">Receives patchHeight·patchWidth labels; 0 outside the slice.</param>
    public static void Sample(IReadOnlyList<float[]> channels, byte[] labels, int width, int height, double centreX, double centreY, int patchWidth, int patchHeight, SpatialTransform transform, Span<float> image, Span<byte> label)
    {
        var area = patchWidth * patchHeight;
        if (image.Length != channels.Count * area || label.Length != area)
            throw new ArgumentException($"a patch of {patchWidth}×{patchHeight} with {channels.Count} channels needs spans of {channels.Count * area} and {area}", nameof(image));
        if (transform.Rotation == 0 && transform.Scale == 1)
        {
            var left = (int)Math.Round(centreX - (patchWidth - 1) / 2.0);
            var top = (int)Math.Round(centreY - (patchHeight - 1) / 2.0);
            for (var channel = 0; channel < channels.Count; channel++)
                Copy<float>(channels[channel], width, height, left, top, patchWidth, patchHeight, transform, image.Slice(channel * area, area));
            Copy<byte>(labels, width, height, left, top, patchWidth, patchHeight, transform, label);
            return;
        }
        Resample(channels, labels, width, height, centreX, centreY, patchWidth, patchHeight, transform, image, label);
    }

    /// <summary>Cuts out and mirrors, without resampling; 0 outside the slice.</summary>
    internal static void Copy<T>(ReadOnlySpan<T> source, int width, int height, int left, int top, int patchWidth, int patchHeight, SpatialTransform transform, Span<T> target)
    {
        target.Clear();
        var (firstX, lastX) = (Math.Max(0, -left), Math.Min(patchWidth, width - left));
        if (firstX >= lastX)
            return;
        for (var y = Math.Max(0, -top); y < Math.Min(patchHeight, height - top); y++)
        {
            var row = target.Slice(patchWidth * (transform.MirrorY ? patchHeight - 1 - y : y), patchWidth);
            source.Slice(left + firstX + width * (top + y), lastX - firstX).CopyTo(row[firstX..]);
            if (transform.MirrorX)
                row.Reverse();
        }
    }

    private static void Resample(IReadOnlyList<float[]> channels, byte[] labels, int width, int height, double centreX, double centreY, int patchWidth, int patchHeight, SpatialTransform transform, Span<float> image, Span<byte> label)
    {
        var area = patchWidth * patchHeight;
        var cosine = (float)(Math.Cos(transform.Rotation) / transform.Scale);
        var sine = (float)(Math.Sin(transform.Rotation) / transform.Scale);
        for (var y = 0; y < patchHeight; y++)
        {
            var v = (transform.MirrorY ? -1 : 1) * (y - (patchHeight - 1) / 2f);
            for (var x = 0; x < patchWidth; x++)
            {
                var u = (transform.MirrorX ? -1 : 1) * (x - (patchWidth - 1) / 2f);
                var sourceX = (float)centreX + cosine * u - sine * v;
                var sourceY = (float)centreY + sine * u + cosine * v;
                var i = x + patchWidth * y;
                var x0 = (int)MathF.Floor(sourceX);
                var y0 = (int)MathF.Floor(sourceY);
                if (x0 < 0 || y0 < 0 || x0 >= width - 1 || y0 >= height - 1)
                {
                    for (var channel = 0; channel < channels.Count; channel++)
                        image[channel * area + i] = 0;
                    label[i] = 0;
                    continue;
                }
                var (fx, fy) = (sourceX - x0, sourceY - y0);
                var corner = x0 + width * y0;
                for (var channel = 0; channel < channels.Count; channel++)
                {
                    var plane = channels[channel];
                    var upper = plane[corner] + fx * (plane[corner + 1] - plane[corner]);
                    var lower = plane[corner + width] + fx * (plane[corner + width + 1] - plane[corner + width]);
                    image[channel * area + i] = upper + fy * (lower - upper);
                }
                label[i] = Likeliest(labels[corner], labels[corner + 1], labels[corner + width], labels[corner + width + 1], fx, fy);
            }
        }
    }

    private static byte Likeliest(byte a, byte b, byte c, byte d, float fx, float fy)
    {
        if (a == b && b == c && c == d)
            return a;
        Span<byte> labels = [a, b, c, d];
        Span<float> shares = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
        var best = (Share: -1f, Label: (byte)0);
        foreach (var candidate in labels)
        {
            var share = 0f;
            for (var i = 0; i < 4; i++)
                share += labels[i] == candidate ? shares[i] : 0;
            if (share > best.Share)
                best = (share, candidate);
        }
        return best.Label;
    }
}
