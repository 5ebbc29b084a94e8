using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.Mammography;

/// <summary>A breast between the paddles, positioned for one view.</summary>
/// <remarks>
/// Tissue follows <see cref="Mammography.Compression"/>. Lesions are stiffer than what surrounds them: they move with their centres and keep
/// their shape, and where they would stand out of the slab their centres are moved along the compression until they fit.
/// </remarks>
public sealed class CompressedBreast
{
    /// <value>mm of tissue left between a lesion and the skin's surface.</value>
    private const double Clearance = 1.5;

    private readonly BreastAnatomy tissue;
    private readonly PectoralMuscle? pectoral;

    private CompressedBreast(BreastAnatomy anatomy, Compression compression, PectoralMuscle? pectoral)
    {
        (Anatomy, Compression, this.pectoral) = (anatomy, compression, pectoral);
        tissue = anatomy.With([]);
        LesionCentres = [.. anatomy.Lesions.Select(Placed)];
    }

    /// <value>As it hangs, with its lesions.</value>
    public BreastAnatomy Anatomy { get; }

    public Compression Compression { get; }

    /// <value>mm, in the order of the anatomy's lesions.</value>
    public IReadOnlyList<Vector3> LesionCentres { get; }

    /// <summary>Positioned as a radiographer would: 40 to 70 mm, more for a larger breast.</summary>
    /// <param name="anatomy">The breast with its lesions.</param>
    /// <param name="view">How it is seen.</param>
    /// <param name="seed">Of the cohort.</param>
    /// <param name="index">Of the case.</param>
    public static CompressedBreast Position(BreastAnatomy anatomy, MammographyView view, ulong seed, long index)
    {
        var random = new SeededRandom(seed, "compression", index, (long)view);
        var thickness = Math.Clamp(random.Uniform(0.36, 0.48) * 2 * anatomy.Reach, 40, 70);
        var compression = Compression.Of(anatomy, thickness, view == MammographyView.MLO ? random.Uniform(40, 55) : 0);
        return new(anatomy, compression, view == MammographyView.MLO ? new PectoralMuscle(compression, random) : null);
    }

    /// <summary>Compressed as given, without a pectoral muscle.</summary>
    public static CompressedBreast Of(BreastAnatomy anatomy, Compression compression) => new(anatomy, compression, null);

    /// <summary>What lies at a point between the paddles, lesions left out.</summary>
    internal Material TissueAt(double u, double v, double w)
    {
        if (!Compression.TryRelease(u, v, w, out var point))
            return Material.Air;
        var material = tissue.At(point.X, point.Y, point.Z);
        return material is not (Material.Air or Material.Skin) && pectoral?.Contains(u, v, w) == true ? Material.Muscle : material;
    }

    private Vector3 Placed(Lesion lesion)
    {
        var centre = Compression.Compress(lesion.Centre);
        var (low, high) = (EdgeFrom(centre, -1), EdgeFrom(centre, 1));
        var room = lesion.Diameter / 2 + Clearance;
        var v = high - low < 2 * room ? (low + high) / 2 : Math.Clamp(centre.Y, low + room, high - room);
        return centre with { Y = v };
    }

    /// <returns>v at which the column through a point within the breast leaves it, mm.</returns>
    private double EdgeFrom(Vector3 centre, int side)
    {
        var (inside, outside) = (0.0, Compression.Top - Compression.Bottom);
        while (outside - inside > 0.05)
        {
            var middle = (inside + outside) / 2;
            if (Compression.TryRelease(centre.X, centre.Y + side * middle, centre.Z, out var point) && tissue.Depth(point) > 0)
                inside = middle;
            else
                outside = middle;
        }
        return centre.Y + side * inside;
    }
}
