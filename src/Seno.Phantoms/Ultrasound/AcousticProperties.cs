using Seno.Core;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Ultrasound;

/// <summary>How strongly each material scatters and how fast it weakens the beam, drawn anew for each patient.</summary>
/// <remarks>
/// Attenuation at 1 MHz, dB/cm: fat 0.5, fibroglandular tissue 0.75, skin 1.0, muscle 1.1, cyst about 0, carcinoma 1.0 to 2, as collected by
/// Duck, Physical Properties of Tissue, 1990; it grows with the frequency. Echo levels are ours, in the order of BI-RADS: subcutaneous fat is
/// the reference of "isoechoic", glandular tissue is brighter, masses darker, cysts empty.
/// </remarks>
internal sealed class AcousticProperties
{
    private readonly float[] echo = new float[Enum.GetValues<Material>().Length];
    private readonly float[] attenuation = new float[Enum.GetValues<Material>().Length];

    /// <param name="random">Consumed.</param>
    public AcousticProperties(SeededRandom random)
    {
        Set(Material.Air, -60, 0);
        Set(Material.Skin, random.Uniform(-7, -2), 1.0);
        Set(Material.Adipose, random.Uniform(-13, -9), random.Uniform(0.45, 0.55));
        Set(Material.Fibroglandular, random.Uniform(-7, -3), random.Uniform(0.65, 0.85));
        Set(Material.Muscle, random.Uniform(-12, -8), 1.1);
        Set(Material.Rib, 6, 20);
        Set(Material.Implant, -55, 0.2);
        Set(Material.Vessel, -38, 0.2);
        Set(Material.MalignantMass, random.Uniform(-19, -13), random.Uniform(1.0, 2.0));
        Set(Material.Fibroadenoma, random.Uniform(-16, -11), random.Uniform(0.4, 0.75));
        Set(Material.Cyst, random.Uniform(-32, -24), 0.05);
        Set(Material.Calcification, 10, 8);
    }

    /// <returns>Mean echo, dB.</returns>
    public float Echo(Material material) => echo[(int)material];

    /// <returns>One way, dB per cm and MHz.</returns>
    public float Attenuation(Material material) => attenuation[(int)material];

    private void Set(Material material, double decibels, double perCentimetre) =>
        (echo[(int)material], attenuation[(int)material]) = ((float)decibels, (float)perCentimetre);
}
