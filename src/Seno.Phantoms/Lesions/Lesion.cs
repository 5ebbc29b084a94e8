using Seno.Imaging;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Lesions;

/// <summary>A lesion, defined at every point, so that a voxel's share of it can be had to any accuracy.</summary>
public abstract class Lesion
{
    private protected Lesion(LesionKind kind, Vector3 centre, double diameter)
    {
        Kind = kind;
        Centre = centre;
        Diameter = diameter;
    }

    public LesionKind Kind { get; }

    /// <value>mm.</value>
    public Vector3 Centre { get; }

    /// <value>Of the sphere with the volume of the lesion's body, mm.</value>
    public double Diameter { get; }

    /// <value>mm from the centre beyond which nothing of it lies.</value>
    public abstract double Reach { get; }

    public bool IsMalignant => Kind is LesionKind.RoundMass or LesionKind.LobulatedMass or LesionKind.SpiculatedMass;

    public bool Contains(double x, double y, double z)
    {
        var (dx, dy, dz) = (x - Centre.X, y - Centre.Y, z - Centre.Z);
        return dx * dx + dy * dy + dz * dz <= Reach * Reach && ContainsLocal(dx, dy, dz);
    }

    /// <returns>What the lesion is made of there; <see cref="Material.Air"/> where it leaves the tissue as it is.</returns>
    public virtual Material At(double x, double y, double z) => !Contains(x, y, z) ? Material.Air : Kind switch
    {
        LesionKind.Cyst => Material.Cyst,
        LesionKind.Fibroadenoma => Material.Fibroadenoma,
        _ => Material.MalignantMass,
    };

    /// <param name="x">mm from the centre, as y and z.</param>
    private protected abstract bool ContainsLocal(double x, double y, double z);
}
