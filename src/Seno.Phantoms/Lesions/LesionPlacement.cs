using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Lesions;

/// <summary>Puts lesions into a breast: inside it, apart from each other, clear of skin, muscle and implant.</summary>
public static class LesionPlacement
{
    private const int Tries = 4000;
    private const double Clearance = 2;

    /// <param name="anatomy">Whose other lesions are forgotten.</param>
    /// <param name="wanted">Kind and diameter in mm of each, placed in this order.</param>
    /// <param name="random">Consumed.</param>
    /// <param name="lobulation">Of their outlines, as <see cref="Mass.Draw"/> has it.</param>
    /// <returns>The breast with its lesions.</returns>
    /// <exception cref="ArgumentException">They do not all fit; says how many do.</exception>
    public static BreastAnatomy Place(BreastAnatomy anatomy, IReadOnlyList<(LesionKind Kind, double Diameter)> wanted, SeededRandom random, double lobulation = 0)
    {
        var bare = anatomy.With([]);
        var placed = new List<Lesion>();
        foreach (var (kind, diameter) in wanted)
        {
            placed.Add(TryPlace(bare, placed, kind, diameter, lobulation, random) ?? throw new ArgumentException(
                $"{wanted.Count} lesions do not fit: after {placed.Count} there is no room for a {kind} of {diameter:F1} mm in a breast of {2 * anatomy.Reach:F0} × {anatomy.Height:F0} mm", nameof(wanted)));
        }
        return anatomy.With(placed);
    }

    private static Lesion? TryPlace(BreastAnatomy bare, List<Lesion> placed, LesionKind kind, double diameter, double lobulation, SeededRandom random)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var centre = new Vector3(random.Uniform(-bare.Reach, bare.Reach), random.Uniform(-bare.Reach, bare.Reach), random.Uniform(10, bare.Height));
            if (bare.Depth(centre) < diameter / 2 + bare.SkinThickness + Clearance)
                continue;

            // most cancers arise in glandular tissue or at its border; the later tries take any place
            var material = bare.At(centre.X, centre.Y, centre.Z);
            if (material != Material.Fibroglandular && (material != Material.Adipose || attempt < Tries / 2))
                continue;
            var lesion = Make(kind, centre, diameter, lobulation, random);
            if (placed.All(other => (other.Centre - centre).Length > other.Reach + lesion.Reach + 1) && IsClear(bare, lesion))
                return lesion;
        }
        return null;
    }

    private static Lesion Make(LesionKind kind, Vector3 centre, double diameter, double lobulation, SeededRandom random) => kind == LesionKind.Calcifications
        ? CalcificationCluster.Draw(centre, diameter, random)
        : Mass.Draw(kind, centre, diameter, random, lobulation);

    private static bool IsClear(BreastAnatomy bare, Lesion lesion)
    {
        var reach = lesion.Diameter / 2 + Clearance;
        for (var axis = 0; axis < 3; axis++)
        {
            foreach (var side in new[] { -reach, reach })
            {
                var material = bare.At(lesion.Centre.X + (axis == 0 ? side : 0), lesion.Centre.Y + (axis == 1 ? side : 0), lesion.Centre.Z + (axis == 2 ? side : 0));
                if (material is Material.Air or Material.Skin or Material.Muscle or Material.Rib or Material.Implant)
                    return false;
            }
        }
        return true;
    }
}
