using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.BreastCt.Projection;

/// <summary>Every tissue as a mixture of water and cortical bone that attenuates as it does at every energy.</summary>
/// <remarks>
/// Attenuation between 20 and 60 keV has two dimensions, photoelectric absorption and scattering (Alvarez and Macovski, Phys. Med. Biol. 21, 1976);
/// a negative share of bone stands for tissue less photoelectric than water, such as fat. A tissue's density is chosen so that it has its
/// drawn HU at the reference voltage; at others it has what its composition gives it.
/// </remarks>
internal static class BasisMaterials
{
    /// <value>kV at which tissues have their drawn HU.</value>
    public const double ReferenceVoltage = 60;

    private static readonly (double Water, double Bone) Fat = Fit(Attenuation.Adipose);
    private static readonly (double Water, double Bone) Lean = Fit(Attenuation.Muscle);

    /// <param name="hounsfield">HU by <see cref="Material"/> at the reference voltage.</param>
    /// <param name="path">mm of water behind which HU are stated.</param>
    /// <returns>Shares by <see cref="Material"/>: 1 is as dense as pure water or bone.</returns>
    public static (float[] Water, float[] Bone) Of(float[] hounsfield, double path)
    {
        var ratio = Spectrum.Tungsten(ReferenceVoltage).BoneToWater(path);
        var (water, bone) = (new float[hounsfield.Length], new float[hounsfield.Length]);
        for (var i = 0; i < hounsfield.Length; i++)
        {
            var composition = Composition((Material)i);
            var density = (1 + hounsfield[i] / 1000) / (composition.Water + composition.Bone * ratio);
            (water[i], bone[i]) = ((float)(density * composition.Water), (float)(density * composition.Bone));
        }
        return (water, bone);
    }

    /// <summary>The HU that the same tissues have at another voltage.</summary>
    /// <inheritdoc cref="Of"/>
    /// <param name="voltage">kV.</param>
    /// <returns>HU by <see cref="Material"/>.</returns>
    public static float[] HounsfieldAt(float[] hounsfield, double voltage, double path)
    {
        if (voltage == ReferenceVoltage)
            return hounsfield;
        var (water, bone) = Of(hounsfield, path);
        var ratio = Spectrum.Tungsten(voltage).BoneToWater(path);
        return [.. water.Zip(bone, (w, b) => (float)(1000 * (w + b * ratio - 1)))];
    }

    /// <summary>The mixture nearest to a tissue in relative attenuation at 20, 30, 40, 50 and 60 keV (least squares).</summary>
    internal static (double Water, double Bone) Fit(double[] tissue)
    {
        var (waterWater, waterBone, boneBone, waterOne, boneOne) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var energy = 20; energy <= 60; energy += 10)
        {
            var all = Attenuation.At(tissue, energy);
            var (water, bone) = (Attenuation.At(Attenuation.Water, energy) / all, Attenuation.At(Attenuation.Bone, energy) / all);
            waterWater += water * water;
            waterBone += water * bone;
            boneBone += bone * bone;
            waterOne += water;
            boneOne += bone;
        }
        var determinant = waterWater * boneBone - waterBone * waterBone;
        return ((waterOne * boneBone - boneOne * waterBone) / determinant, (boneOne * waterWater - waterOne * waterBone) / determinant);
    }

    private static (double Water, double Bone) Composition(Material material) => material switch
    {
        Material.Adipose => Fat,
        Material.Air or Material.Cyst => (1, 0),
        Material.Calcification or Material.Rib => (0.35, 0.65),

        // silicone: silicon absorbs as if a twelfth of it were bone
        Material.Implant => (0.88, 0.08),
        _ => Lean,
    };
}
