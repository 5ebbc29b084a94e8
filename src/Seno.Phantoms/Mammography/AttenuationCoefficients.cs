using Seno.Core;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Mammography;

/// <summary>Linear attenuation coefficients at an effective energy of 20 keV, per mm: that of a molybdenum or rhodium spectrum behind the breast.</summary>
/// <remarks>
/// Fat 0.456, fibrous tissue 0.802 and infiltrating duct carcinoma 0.844 per cm are Johns and Yaffe's (Phys. Med. Biol. 32, 1987), as others cite them: we
/// have not seen the paper. Fibroadenoma is taken to be as fibrous tissue. Calcifications are calcium oxalate or apatite, not dense: about 12 per cm.
/// The others are ours: tissues rich in water lie about its 0.81, silicone gel and spongy bone are dominated by silicon and calcium.
/// </remarks>
public static class AttenuationCoefficients
{
    /// <value>Of each value from patient to patient, as a share of it: ours.</value>
    private const double Variation = 0.015;

    private static readonly Dictionary<Material, double> PerCentimetre = new()
    {
        [Material.Skin] = 0.80,
        [Material.Adipose] = 0.456,
        [Material.Fibroglandular] = 0.802,
        [Material.Muscle] = 0.83,
        [Material.Implant] = 2.0,
        [Material.Rib] = 3.0,
        [Material.Vessel] = 0.85,
        [Material.MalignantMass] = 0.844,
        [Material.Fibroadenoma] = 0.802,
        [Material.Cyst] = 0.81,
        [Material.Calcification] = 12,
    };

    /// <returns>Per mm, by <see cref="Material"/>; air is 0.</returns>
    public static float[] Mean() => Draw(null);

    /// <summary>Those of one patient, about the means.</summary>
    /// <returns>Per mm, by <see cref="Material"/>; air is 0.</returns>
    public static float[] Draw(SeededRandom? random)
    {
        var values = new float[Enum.GetValues<Material>().Length];
        foreach (var material in Enum.GetValues<Material>())
        {
            if (PerCentimetre.TryGetValue(material, out var value))
                values[(int)material] = (float)(value / 10 * (1 + Variation * Math.Clamp(random?.Normal() ?? 0, -3, 3)));
        }
        return values;
    }
}
