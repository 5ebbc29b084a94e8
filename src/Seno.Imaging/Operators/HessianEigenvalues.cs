using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>Principal curvatures of the smoothed image: what tells tubes, sheets and blobs apart.</summary>
/// <remarks>
/// Second derivatives by Gaussian kernels as in <see cref="Gaussian"/>. Eigenvalues in closed form in 2-D, by Jacobi's rotations in 3-D,
/// accurate to a few units in the last place of the largest. A NaN spreads over the box the kernels cover.
/// </remarks>
public static class HessianEigenvalues
{
    private const int Sweeps = 4;

    /// <param name="image">The image; it is not changed.</param>
    /// <param name="sigma">Standard deviation of the Gaussian, above 0, in the geometry's unit (mm, or px where the voxel size is unknown).</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>The least eigenvalue first; three, or two of a single slice. The image's unit per mm² (or px²).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation is not positive and finite.</exception>
    public static VolumeSequence Of(Volume<float> image, double sigma, int threads = 0)
    {
        var spacing = image.Geometry.Spacing;
        var inVoxels = new Vector3(sigma / spacing.X, sigma / spacing.Y, sigma / spacing.Z);
        Part Second(int a, int b)
        {
            int Order(int axis) => (axis == a ? 1 : 0) + (axis == b ? 1 : 0);
            return new(Gaussian.Derivative(image, inVoxels, (Order(0), Order(1), Order(2)), threads).Array, (float)(1 / (spacing[a] * spacing[b])));
        }

        if (image.Geometry.Dimensions == 2)
        {
            var (xx, yy, xy) = (Second(0, 0), Second(1, 1), Second(0, 1));
            ForBundles(image, threads, i => Plane(xx, yy, xy, i));
            return new([new(image.Geometry, xx.Values), new(image.Geometry, yy.Values)]);
        }
        else
        {
            var (xx, yy, zz) = (Second(0, 0), Second(1, 1), Second(2, 2));
            var (xy, xz, yz) = (Second(0, 1), Second(0, 2), Second(1, 2));
            ForBundles(image, threads, i => Space(xx, yy, zz, xy, xz, yz, i));
            return new([new(image.Geometry, xx.Values), new(image.Geometry, yy.Values), new(image.Geometry, zz.Values)]);
        }
    }

    private static void ForBundles(Volume<float> image, int threads, Action<int> bundle) =>
        Pieces.ForRanges((image.Array.Length + LineBundle.Lines - 1) / LineBundle.Lines, 1 << 12, threads, (start, end) =>
        {
            for (var i = start; i < end; i++)
                bundle(i * LineBundle.Lines);
        });

    [MethodImpl(Hot.Loop)]
    private static void Plane(Part xx, Part yy, Part xy, int i)
    {
        var (a, b, c) = (xx.At(i), yy.At(i), xy.At(i));
        var middle = (a + b) * 0.5f;
        var half = (a - b) * 0.5f;
        var away = Vector512.Sqrt(half * half + c * c);
        xx.Set(i, middle - away);
        yy.Set(i, middle + away);
    }

    [MethodImpl(Hot.Loop)]
    private static void Space(Part xx, Part yy, Part zz, Part xy, Part xz, Part yz, int i)
    {
        var (a, b, c) = (xx.At(i), yy.At(i), zz.At(i));
        var (ab, ac, bc) = (xy.At(i), xz.At(i), yz.At(i));
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            Rotate(ref a, ref b, ref ab, ref ac, ref bc);
            Rotate(ref a, ref c, ref ac, ref ab, ref bc);
            Rotate(ref b, ref c, ref bc, ref ab, ref ac);
        }
        (a, b) = (Vector512.Min(a, b), Vector512.Max(a, b));
        (b, c) = (Vector512.Min(b, c), Vector512.Max(b, c));
        (a, b) = (Vector512.Min(a, b), Vector512.Max(a, b));
        xx.Set(i, a);
        yy.Set(i, b);
        zz.Set(i, c);
    }

    /// <summary>The rotation of the axes p and q after which their mixed element is 0 (Golub and Van Loan, Matrix Computations, 8.5).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rotate(ref Vector512<float> p, ref Vector512<float> q, ref Vector512<float> mixed, ref Vector512<float> pr, ref Vector512<float> qr)
    {
        var difference = q - p;
        var twice = mixed + mixed;
        var away = Vector512.Abs(difference) + Vector512.Sqrt(difference * difference + twice * twice);
        var tangent = Vector512.ConditionalSelect(Vector512.LessThan(difference, Vector512<float>.Zero), -twice, twice)
            / Vector512.ConditionalSelect(Vector512.Equals(away, Vector512<float>.Zero), Vector512<float>.One, away);
        var cosine = Vector512<float>.One / Vector512.Sqrt(tangent * tangent + Vector512<float>.One);
        var sine = tangent * cosine;
        p -= tangent * mixed;
        q += tangent * mixed;
        mixed = Vector512<float>.Zero;
        (pr, qr) = (cosine * pr - sine * qr, sine * pr + cosine * qr);
    }

    /// <summary>One second derivative, per voxel, and what makes it per unit.</summary>
    private readonly record struct Part(float[] Values, float PerUnit)
    {
        public Vector512<float> At(int i) => LineBundle.Load(Values.AsSpan(i)) * PerUnit;

        public void Set(int i, Vector512<float> values) => LineBundle.Store(values, Values.AsSpan(i));
    }
}
