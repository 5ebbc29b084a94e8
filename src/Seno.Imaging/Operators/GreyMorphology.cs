using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>Erosion, dilation, opening and closing of an image by a flat ball.</summary>
/// <remarks>
/// The ball is taken apart into runs along x; each row's running maximum widens voxel by voxel and is laid over the rows that want that
/// width. Agrees with scipy's grey_dilation and grey_erosion with the ball as footprint. Nothing is assumed beyond the edge. A NaN is
/// passed over; where the ball holds nothing else, the result is −∞ (dilation) or +∞ (erosion).
/// </remarks>
public static class GreyMorphology
{
    /// <summary>The greatest value in the ball around each voxel.</summary>
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="radius">mm.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentException">The voxel size is unknown.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative, infinite or NaN.</exception>
    public static Volume<float> Dilate(Volume<float> image, double radius, int threads = 0) => Extreme(image, radius, sign: 1, threads);

    /// <summary>The least value in the ball around each voxel.</summary>
    /// <inheritdoc cref="Dilate"/>
    public static Volume<float> Erode(Volume<float> image, double radius, int threads = 0) => Extreme(image, radius, sign: -1, threads);

    /// <summary>Erosion, then dilation: bright detail smaller than the ball is gone.</summary>
    /// <inheritdoc cref="Dilate"/>
    public static Volume<float> Open(Volume<float> image, double radius, int threads = 0) => Dilate(Erode(image, radius, threads), radius, threads);

    /// <summary>Dilation, then erosion: dark detail smaller than the ball is gone.</summary>
    /// <inheritdoc cref="Dilate"/>
    public static Volume<float> Close(Volume<float> image, double radius, int threads = 0) => Erode(Dilate(image, radius, threads), radius, threads);

    private static Volume<float> Extreme(Volume<float> image, double radius, float sign, int threads)
    {
        var ball = new Ball(radius, Grid.RequireSpacing(image.Geometry, nameof(image)));
        var result = Grid.Unwritten<float>(image.Geometry);
        var depth = ball.Reach(2, image.Size);
        Pieces.ForEach(image.Size.Z, threads, () => new Maxima(image, ball, sign), (z, maxima) =>
        {
            maxima.Clear();
            for (var from = Math.Max(0, z - depth); from <= Math.Min(image.Size.Z - 1, z + depth); from++)
                maxima.Add(from, from - z);
            maxima.Write(result, z);
        });
        return result;
    }

    /// <summary>The maxima of one plane as they grow; minima are maxima of the negative.</summary>
    private sealed class Maxima
    {
        private readonly Volume<float> image;
        private readonly Size3 size;
        private readonly float sign;
        private readonly int margin;
        private readonly int stride;
        private readonly float[] plane;
        private readonly float[] row;
        private readonly float[] widened;

        /// <summary>[dz + depth][width]: the steps along y at which the ball is that wide.</summary>
        private readonly int[][][] steps;

        public Maxima(Volume<float> image, Ball ball, float sign)
        {
            (this.image, this.sign, size) = (image, sign, image.Size);
            margin = ball.Reach(0, size);
            stride = (size.X + LineBundle.Lines - 1) / LineBundle.Lines * LineBundle.Lines;
            plane = new float[checked(stride * size.Y)];
            row = new float[stride + 2 * margin];
            widened = new float[stride];
            steps = ball.StepsByWidth(size);
        }

        public void Clear() => Array.Fill(plane, float.NegativeInfinity);

        /// <summary>What the plane <paramref name="from"/>, <paramref name="step"/> planes away, has within the ball.</summary>
        public void Add(int from, int step)
        {
            var widths = steps[step + steps.Length / 2];
            for (var y = 0; y < size.Y; y++)
            {
                Read(from, y);
                for (var width = 0; width < widths.Length; width++)
                {
                    Widen(width);
                    foreach (var dy in widths[width])
                    {
                        if ((uint)(y - dy) < (uint)size.Y)
                            Raise(plane.AsSpan((y - dy) * stride, stride), widened);
                    }
                }
            }
        }

        public void Write(Volume<float> result, int z)
        {
            for (var y = 0; y < size.Y; y++)
            {
                var target = result.Array.AsSpan(size.X * (y + size.Y * z), size.X);
                for (var x = 0; x < target.Length; x++)
                    target[x] = sign * plane[y * stride + x];
            }
        }

        [MethodImpl(Hot.Loop)]
        private void Read(int z, int y)
        {
            var source = image.Array.AsSpan(size.X * (y + size.Y * z), size.X);
            row.AsSpan().Fill(float.NegativeInfinity);
            for (var x = 0; x < source.Length; x++)
                row[margin + x] = float.IsNaN(source[x]) ? float.NegativeInfinity : sign * source[x];
        }

        private void Widen(int width)
        {
            if (width == 0)
                row.AsSpan(margin, stride).CopyTo(widened);
            else
            {
                Raise(widened, row.AsSpan(margin - width, stride));
                Raise(widened, row.AsSpan(margin + width, stride));
            }
        }

        [MethodImpl(Hot.Loop)]
        private static void Raise(Span<float> target, ReadOnlySpan<float> values)
        {
            var high = MemoryMarshal.Cast<float, Vector512<float>>(target);
            var others = MemoryMarshal.Cast<float, Vector512<float>>(values);
            for (var i = 0; i < high.Length; i++)
                high[i] = Vector512.MaxNative(high[i], others[i]);
        }
    }
}
