using Seno.Core;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.BreastCt;

/// <summary>What a material measures, HU: drawn anew for each patient about a published median.</summary>
/// <remarks>
/// Medians and quartiles of lesions and dense tissue: spiral breast CT of 40 patients without contrast medium, one reader (review, ref. 5).
/// A quantity with quartiles q₁, m, q₃ is drawn as m + σ z with σ = (m − q₁)/0.6745 below the median and (q₃ − m)/0.6745 above it, which
/// keeps all three. The other tissues are ours: adipose about −100 HU and below, the rest as in body CT.
/// </remarks>
public static class HounsfieldUnits
{
    private const double QuartileOfNormal = 0.6744897501960817;

    private static readonly Dictionary<Material, (double Lower, double Median, double Upper)> Quartiles = new()
    {
        [Material.Skin] = (30, 40, 50),
        [Material.Adipose] = (-118, -108, -98),
        [Material.Fibroglandular] = (24.2, 28.7, 33.0),
        [Material.Muscle] = (48, 54, 60),
        [Material.Implant] = (60, 85, 110),
        [Material.Rib] = (280, 350, 430),
        [Material.Vessel] = (36, 42, 48),
        [Material.MalignantMass] = (53.3, 60.2, 67.3),
        [Material.Fibroadenoma] = (41.9, 46.3, 59.5),
        [Material.Cyst] = (24.3, 35.3, 46.0),
        [Material.Calcification] = (900, 1300, 1800),
    };

    /// <returns>HU by <see cref="Material"/>; air is −1000.</returns>
    public static float[] Draw(SeededRandom random)
    {
        var values = new float[Enum.GetValues<Material>().Length];
        values[(int)Material.Air] = -1000;
        foreach (var material in Enum.GetValues<Material>())
        {
            if (Quartiles.TryGetValue(material, out var quartiles))
                values[(int)material] = (float)Draw(quartiles, random.Normal());
        }
        return values;
    }

    private static double Draw((double Lower, double Median, double Upper) quartiles, double normal) =>
        quartiles.Median + normal * (normal < 0 ? quartiles.Median - quartiles.Lower : quartiles.Upper - quartiles.Median) / QuartileOfNormal;
}
