using Seno.Imaging;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.BreastCt;

/// <summary>Slow variation within adipose and fibroglandular tissue and masses.</summary>
internal static class Texture
{
    /// <value>Standard deviation, HU.</value>
    public const double Deviation = 6;

    /// <param name="image">Added to.</param>
    /// <param name="materials">On its grid.</param>
    /// <param name="anatomy">Whose texture it is.</param>
    /// <param name="deviation">In the image's unit.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    public static void Add(Volume<float> image, Volume<byte> materials, BreastAnatomy anatomy, double deviation, int threads)
    {
        var (size, spacing, origin) = (image.Size, image.Geometry.Spacing, image.Geometry.Origin);
        Slices.ForEach(size.Z, threads, z =>
        {
            for (var i = z * size.X * size.Y; i < (z + 1) * size.X * size.Y; i++)
            {
                if ((Material)materials.Array[i] is not (Material.Adipose or Material.Fibroglandular or Material.MalignantMass or Material.Fibroadenoma))
                    continue;
                var (x, y) = (i % size.X, i / size.X % size.Y);
                image.Array[i] += (float)deviation * anatomy.Texture(origin.X + x * spacing.X, origin.Y + y * spacing.Y, origin.Z + z * spacing.Z);
            }
        });
    }
}
