using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Operators;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.BreastCt.Projection;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.BreastCt;

/// <summary>Spiral breast CT in the image domain: materials to HU with partial volume, texture, blur, cupping, rings, noise, field of view; whole HU in −1024..3071, as scanners store them.</summary>
public static class BreastCtSimulator
{
    /// <value>Standard deviation of the texture within adipose and fibroglandular tissue and masses, HU.</value>
    private const float TextureDeviation = 6;

    /// <param name="anatomy">The breast with its lesions.</param>
    /// <param name="scanner">What it is seen with.</param>
    /// <param name="geometry">Where: mm in the breast's coordinates, square voxels in the slices.</param>
    /// <param name="seed">Of the cohort.</param>
    /// <param name="index">Of the case: the same pair gives the same noise and HU.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    public static BreastCtImage Scan(BreastAnatomy anatomy, BreastCtScanner scanner, Geometry geometry, ulong seed, long index, int threads = 0)
    {
        var map = MaterialMap.Of(anatomy, geometry, threads);
        var values = HounsfieldUnits.Draw(new(seed, "Hounsfield units", index));
        var image = map.Image(BasisMaterials.HounsfieldAt(values, scanner.Voltage, scanner.ReferenceDiameter), threads);
        Texture.Add(image, map.Centres, anatomy, Texture.Deviation, threads);
        image = Blurred(image, scanner, threads);
        var noise = Noise(geometry, scanner, seed, index, threads);
        Disturb(image, noise, anatomy, scanner, new(seed, "rings", index), threads);
        var soft = Occupancy.Of(anatomy.Lesions, geometry, threads);
        return new(image, Occupancy.Hard(soft), soft, map.Tissues());
    }

    /// <summary>A cube that holds the whole breast and a little of the chest wall.</summary>
    /// <param name="anatomy">The breast.</param>
    /// <param name="size">Voxels along each axis.</param>
    public static Geometry WholeBreast(BreastAnatomy anatomy, int size)
    {
        var extent = Math.Max(2 * anatomy.Reach + 6, anatomy.Height + 8);
        var spacing = extent / size;
        return new(new(size, size, size), new(spacing, spacing, spacing), new(-extent / 2 + spacing / 2, -extent / 2 + spacing / 2, spacing / 2));
    }

    /// <summary>A cube about a lesion, moved off its middle by up to a quarter of the side so that its place gives nothing away.</summary>
    /// <param name="lesion">In it.</param>
    /// <param name="size">Voxels along each axis.</param>
    /// <param name="voxel">mm.</param>
    /// <param name="random">Consumed.</param>
    /// <exception cref="ArgumentException">The cube cannot hold the lesion; says which side would.</exception>
    public static Geometry VolumeOfInterest(Lesion lesion, int size, double voxel, SeededRandom random)
    {
        var side = size * voxel;
        if (side < 2 * lesion.Reach + 4 * voxel)
            throw new ArgumentException($"a cube of {size} voxels of {voxel:F2} mm cannot hold a lesion that reaches {2 * lesion.Reach:F1} mm; {(int)Math.Ceiling(2 * lesion.Reach / voxel) + 4} voxels would", nameof(size));
        var play = Math.Min(side / 4, side / 2 - lesion.Reach - 2 * voxel);
        var shift = new Vector3(random.Uniform(-play, play), random.Uniform(-play, play), random.Uniform(-play, play));
        var corner = (size - 1) * voxel / 2;
        return new(new(size, size, size), new(voxel, voxel, voxel), lesion.Centre + shift - new Vector3(corner, corner, corner));
    }

    /// <summary>The point-spread function but for what the voxels, over which the object is averaged, contribute.</summary>
    internal static Volume<float> Blurred(Volume<float> image, BreastCtScanner scanner, int threads)
    {
        var voxel = image.Geometry.Spacing.X;
        var filtered = KernelFilter.Apply(image, scanner.KernelBlur(voxel) / voxel, threads);
        return Gaussian.InMillimetres(filtered, new Vector3(0, 0, scanner.AxialBlur), threads);
    }

    /// <summary>Noise that the kernel and the interpolation along the axis have blurred, but not what blurs before quanta are counted.</summary>
    internal static Volume<float> Noise(Geometry geometry, BreastCtScanner scanner, ulong seed, long index, int threads) =>
        TomographicNoise.Draw(geometry, scanner.NoiseIn(geometry.Spacing.X, geometry.Spacing.Z), scanner.KernelBlur(geometry.Spacing.X), scanner.AxialBlur, seed, index, threads);

    private static void Disturb(Volume<float> image, Volume<float> noise, BreastAnatomy anatomy, BreastCtScanner scanner, SeededRandom random, int threads)
    {
        var (size, spacing, origin) = (image.Size, image.Geometry.Spacing, image.Geometry.Origin);
        var rings = RingOffsets((int)Math.Ceiling(1.5 * anatomy.Reach / spacing.X), scanner.Rings, random);
        var fieldOfView = BreastCtScanner.FieldOfView(anatomy);
        Slices.ForEach(size.Z, threads, z =>
        {
            for (var i = z * size.X * size.Y; i < (z + 1) * size.X * size.Y; i++)
            {
                var (x, y) = (origin.X + i % size.X * spacing.X, origin.Y + i / size.X % size.Y * spacing.Y);
                var radius = Math.Sqrt(x * x + y * y);
                if (radius > fieldOfView)
                {
                    image.Array[i] = -1000;
                    continue;
                }
                var share = radius / anatomy.Reach;

                // air holds no photons back: it neither hardens the beam nor is it darkened
                var tissue = (image.Array[i] + 1000) / 1000;
                var ring = rings[Math.Min((int)(radius / spacing.X), rings.Length - 1)];
                image.Array[i] = BreastCtScanner.Stored(image.Array[i] + scanner.Offset + tissue * scanner.Cupping * (share * share - 0.5) + ring + noise.Array[i]);
            }
        });
    }

    private static float[] RingOffsets(int count, double deviation, SeededRandom random) =>
        [.. Enumerable.Range(0, count).Select(i => (float)(deviation * random.Normal() * BreastCtScanner.RingShare(i)))];
}
