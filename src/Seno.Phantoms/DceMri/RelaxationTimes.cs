using Seno.Core;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.DceMri;

/// <summary>Relaxation of each material at 1.5 and 3 T.</summary>
/// <remarks>
/// T1 of adipose and fibroglandular tissue: Rakow-Penner et al., J. Magn. Reson. Imaging 23, 2006 (its figures from secondary sources); at 3 T others
/// measured 423 ± 12 and 1680 ± 180 ms (Edden et al., ibid. 32, 2010). Muscle and blood: Stanisz et al., Magn. Reson. Med. 54, 2005, in vitro, the muscle a mouse's. Cancer: 1612 ± 216 ms, benign lesions
/// less (synthetic MRI of 77 patients, Cancer Imaging 2020, doi 10.1186/s40644-020-00365-4), taken for 3 T. T2* of fibroglandular and adipose
/// tissue at 3 T: 22 and 36 ms (Ryu et al., J. Korean Soc. Magn. Reson. Med. 18, 2014). The rest is ours, all proton densities among it: T1 of
/// lesions at 1.5 T is shorter by as much as that of fibroglandular tissue, T2* about half as long again.
/// </remarks>
public static class RelaxationTimes
{
    /// <value>Between patients, standard deviation of the logarithm of T1.</value>
    private const double Spread = 0.05;

    /// <param name="material">What is measured.</param>
    /// <param name="field">T: 1.5 or 3.</param>
    /// <returns>The median patient's; air and calcium give no signal.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Another field.</exception>
    public static TissueRelaxation Of(Material material, double field)
    {
        if (field is not (1.5 or 3))
            throw new ArgumentOutOfRangeException(nameof(field), $"{field} T is not known; 1.5 and 3 T are");
        var low = field < 2;
        return material switch
        {
            Material.Skin => new(low ? 900 : 1050, low ? 20 : 14, 0.6),
            Material.Adipose => new(low ? 296 : 367, low ? 50 : 36, 0.9),
            Material.Fibroglandular => new(low ? 1266 : 1445, low ? 33 : 22, 0.8),
            Material.Muscle => new(low ? 1008 : 1412, low ? 33 : 25, 0.8),
            Material.Implant => new(low ? 900 : 1000, low ? 60 : 45, 0.6),
            Material.Rib => new(low ? 400 : 500, low ? 12 : 8, 0.25),
            Material.Vessel => new(low ? 1441 : 1932, low ? 60 : 40, 0.85),
            Material.MalignantMass => new(low ? 1410 : 1612, low ? 36 : 24, 0.85),
            Material.Fibroadenoma => new(low ? 1270 : 1450, low ? 42 : 28, 0.85),
            Material.Cyst => new(low ? 2500 : 2800, low ? 120 : 80, 0.95),
            _ => new(1000, 10, 0),
        };
    }

    /// <summary>A patient's: T1 is drawn about the median.</summary>
    /// <param name="field">T: 1.5 or 3.</param>
    /// <param name="random">Consumed.</param>
    /// <returns>By <see cref="Material"/>.</returns>
    public static TissueRelaxation[] Draw(double field, SeededRandom random) => Array.ConvertAll(Enum.GetValues<Material>(), material =>
    {
        var median = Of(material, field);
        return median with { T1 = median.T1 * Math.Exp(Spread * random.Normal()) };
    });
}
