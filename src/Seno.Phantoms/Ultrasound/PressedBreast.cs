using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.Ultrasound;

/// <summary>The breast under the probe: squeezed along the beam, spread across it, the lesion less so than what surrounds it.</summary>
/// <remarks>
/// A patient lies on her back and the probe presses the breast against the chest wall: glands, ligaments and fat become layers across the beam.
/// Tissue is squeezed to a share c of its depth and spread by 1/√c across, which keeps its volume. Lesions are stiffer than fat and glands (Krouskop et
/// al., Ultrason. Imaging 20, 1998), cancers most: they are squeezed less, and keep 0.7 mm of tissue between themselves and the skin. The shares are ours.
/// </remarks>
internal sealed class PressedBreast
{
    private const double Clearance = 0.7;

    /// <summary>How far lobes rise above the centre, in diameters: a sphere's would be ½.</summary>
    private const double LobeReach = 0.65;

    /// <value>Of the texture, beyond the squeezing: ours.</value>
    private const double Stretch = 2.5;

    private readonly BreastAnatomy tissue;
    private readonly Lesion? lesion;
    private readonly ScanPlane plane;
    private readonly double squeeze;
    private readonly double lesionSqueeze;
    private readonly double lesionDepth;

    /// <param name="breast">Before it is pressed, with one lesion at most.</param>
    /// <param name="plane">Through the lesion's centre.</param>
    /// <param name="squeeze">c, 0..1: depth under the probe over depth without.</param>
    public PressedBreast(BreastAnatomy breast, ScanPlane plane, double squeeze)
    {
        (this.plane, this.squeeze) = (plane, squeeze);
        (tissue, lesion) = (breast.With([]), breast.Lesions.Count == 0 ? null : breast.Lesions[0]);
        if (lesion is null)
            return;
        lesionSqueeze = Math.Pow(squeeze, Softness(lesion));
        var unpressed = plane.Entry(plane.Across) is { } entry ? (lesion.Centre - entry).Length : 0;
        lesionDepth = Math.Max(squeeze * unpressed, squeeze * breast.SkinThickness + Clearance + lesionSqueeze * LobeReach * lesion.Diameter);
    }

    /// <returns>Where the scan line enters the skin, for <see cref="At"/>; null where it misses the breast.</returns>
    /// <param name="across">mm from the image's middle.</param>
    public Vector3? Entry(double across) => plane.Entry(Math.Sqrt(squeeze) * (across - plane.Across) + plane.Across);

    /// <returns>The place in the unpressed breast that lies under the probe.</returns>
    /// <param name="entry">Of the scan line.</param>
    /// <param name="depth">mm below the probe.</param>
    public Vector3 Place(Vector3 entry, double depth) => plane.Below(entry, depth / squeeze);

    /// <returns>What lies there.</returns>
    /// <param name="place">As <see cref="Place"/> says.</param>
    /// <param name="across">mm from the image's middle.</param>
    /// <param name="depth">mm below the probe.</param>
    public Material At(Vector3 place, double across, double depth)
    {
        var normal = tissue.At(place.X, place.Y, place.Z);
        if (lesion is null || Hides(normal) || InLesion(across, depth) is not { } inside)
            return normal;
        return lesion.At(inside.X, inside.Y, inside.Z) is not Material.Air and var material ? material : normal;
    }

    /// <returns>Rows of pixels between which the lesion lies on a scan line; null where it does not reach that line.</returns>
    /// <param name="across">mm from the image's middle.</param>
    /// <param name="spacing">mm per pixel.</param>
    public (int Top, int Bottom)? LesionRows(double across, double spacing)
    {
        if (lesion is null || Math.Sqrt(lesionSqueeze) * Math.Abs(across - plane.Across) > lesion.Reach)
            return null;
        var half = lesionSqueeze * lesion.Reach;
        return ((int)((lesionDepth - half) / spacing) - 1, (int)((lesionDepth + half) / spacing) + 1);
    }

    /// <returns>True where <see cref="At"/> finds the lesion.</returns>
    public bool IsLesion(Vector3 entry, double across, double depth)
    {
        if (InLesion(across, depth) is not { } inside || !lesion!.Contains(inside.X, inside.Y, inside.Z))
            return false;
        var place = Place(entry, depth);
        return !Hides(tissue.At(place.X, place.Y, place.Z));
    }

    /// <summary>The tissue's texture, drawn out across the beam: septa and fibres lie along the layers.</summary>
    /// <returns>Mean 0, variance about 1.</returns>
    /// <param name="across">mm from the image's middle.</param>
    /// <param name="depth">mm below the probe.</param>
    public float Layers(double across, double depth)
    {
        var place = plane.Beside(default, across / Stretch, depth / squeeze);
        return tissue.Texture(place.X, place.Y, place.Z);
    }

    private static bool Hides(Material normal) => normal is Material.Air or Material.Skin or Material.Muscle or Material.Rib;

    /// <returns>The place in the unpressed lesion; null far from it.</returns>
    private Vector3? InLesion(double across, double depth)
    {
        var (x, y) = (Math.Sqrt(lesionSqueeze) * (across - plane.Across), (depth - lesionDepth) / lesionSqueeze);
        return x * x + y * y > lesion!.Reach * lesion.Reach ? null : plane.Beside(lesion.Centre, x, y);
    }

    /// <returns>Exponent of c: 1 as soft as the breast, 0 rigid.</returns>
    private static double Softness(Lesion lesion) => lesion.Kind switch
    {
        LesionKind.Cyst => 0.7,
        LesionKind.Fibroadenoma => 0.65,
        _ => 0.35,
    };
}
