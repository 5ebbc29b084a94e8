using Seno.Core;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.DceMri;

/// <summary>How each material takes up contrast medium: drawn anew for each patient.</summary>
/// <remarks>
/// Curve types of cancers and benign solid lesions are those of Kuhl et al., Radiology 211, 1999: of 101 cancers 57 % fell (wash-out), 34 % stayed within a tenth (plateau) and 9 % rose (persistent) after the
/// first minutes. The ranges that give them, from 90 s to 6.5 minutes, are ours. Fibroadenomas rise by more than a tenth (three in five) or stay within it, cysts do nothing. Cancers have the
/// higher Ktrans and kep, which is what tells the two apart (93 lesions, J. Magn. Reson. Imaging, PMC4657573). Vessels are whole blood. Within a lesion <see cref="LesionKinetics"/> varies them.
/// </remarks>
public static class ContrastKinetics
{
    /// <summary>Drawn as in the 1798 women of the IMAGINE study (Breast Cancer Res. 2020, doi 10.1186/s13058-020-01375-7): 27, 45, 21 and 7 %.</summary>
    public static BackgroundEnhancement DrawBackground(SeededRandom random) => random.NextDouble() switch
    {
        < 0.271 => BackgroundEnhancement.Minimal,
        < 0.718 => BackgroundEnhancement.Mild,
        < 0.925 => BackgroundEnhancement.Moderate,
        _ => BackgroundEnhancement.Marked,
    };

    /// <param name="background">Of the fibroglandular tissue.</param>
    /// <param name="random">Consumed.</param>
    /// <returns>By <see cref="Material"/>.</returns>
    public static TissueKinetics[] Draw(BackgroundEnhancement background, SeededRandom random)
    {
        var tissues = new TissueKinetics[Enum.GetValues<Material>().Length];
        tissues[(int)Material.Skin] = new(0.05, 0.25, 0.02);
        tissues[(int)Material.Adipose] = new(0.008, 0.3, 0.004);
        tissues[(int)Material.Muscle] = new(0.05, 0.5, 0.02);
        tissues[(int)Material.Rib] = new(0.02, 0.3, 0.01);
        tissues[(int)Material.Vessel] = new(0, 0, 1 - ArterialInput.Haematocrit);
        tissues[(int)Material.Fibroglandular] = Of(background);
        tissues[(int)Material.MalignantMass] = Cancer(random);
        tissues[(int)Material.Fibroadenoma] = random.Chance(0.6)
            ? new(random.Uniform(0.04, 0.08), random.Uniform(0.03, 0.08), random.Uniform(0.01, 0.02))
            : new(random.Uniform(0.10, 0.16), random.Uniform(0.25, 0.32), random.Uniform(0.01, 0.02));
        return tissues;
    }

    private static TissueKinetics Cancer(SeededRandom random)
    {
        var (type, plasma) = (random.NextDouble(), random.Uniform(0.02, 0.06));
        return type switch
        {
            < 0.57 => new(random.Uniform(0.1, 0.25), random.Uniform(0.45, 0.9), plasma),
            < 0.91 => new(random.Uniform(0.1, 0.2), random.Uniform(0.28, 0.36), plasma),
            _ => new(random.Uniform(0.08, 0.12), random.Uniform(0.13, 0.16), plasma),
        };
    }

    /// <returns>Early enhancement of about a tenth, a quarter, a half and all of the signal before contrast medium.</returns>
    private static TissueKinetics Of(BackgroundEnhancement background) => background switch
    {
        BackgroundEnhancement.Minimal => new(0.004, 0.1, 0.004),
        BackgroundEnhancement.Mild => new(0.012, 0.1, 0.008),
        BackgroundEnhancement.Moderate => new(0.028, 0.1, 0.01),
        BackgroundEnhancement.Marked => new(0.055, 0.12, 0.015),
        _ => throw new ArgumentOutOfRangeException(nameof(background), $"{background} is no grade"),
    };
}
