using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.DceMri;

/// <summary>How one mass takes up contrast medium from place to place.</summary>
/// <remarks>
/// Cancers: Ktrans and kep vary as two log-normal fields, since vessels are uneven in number and leakiness. A quarter have a rim of raised Ktrans (early peripheral enhancement in 81 of 326 cancers, which went
/// with central fibrosis or necrosis: J. Magn. Reson. Imaging 2008, PubMed 19025952; early rims in 29 % of 35 masses: Matsubayashi et al., Radiology 217, 2000); the larger such a cancer, the likelier its middle is a core
/// that blood reaches less. Fibroadenomas: nearly even, crossed by septa that do not enhance in 64 % (bands of collagen in 9 of 14 that enhanced: Hochman et al., Radiology 204, 1997). Cysts: some have a thin rim that
/// enhances, as inflamed ones do. Heterogeneous and rim enhancement are descriptors of BI-RADS; how strongly, and how often cores occur among rims, is ours.
/// </remarks>
internal sealed class LesionKinetics
{
    /// <value>mm: correlation length of the fields.</value>
    private const double Length = 4;

    /// <value>Share of the cancers that have a rim.</value>
    private const double Rimmed = 0.25;

    /// <value>Diameter in mm up to which no cancer has a core, and from which all with a rim have one; their share rises evenly between.</value>
    private static readonly (double None, double All) Cored = (10, 30);

    /// <value>Extravascular extracellular share of the volume that no tissue exceeds.</value>
    private const double MostExtracellular = 0.8;

    /// <value>Standard deviation of the logarithm of a cancer's Ktrans.</value>
    private const double TransferSpread = 0.35;

    /// <value>The same of kep.</value>
    private const double ReturnSpread = 0.55;

    /// <value>mm.</value>
    private const double SeptumThickness = 0.7;

    private readonly Mass mass;
    private readonly TissueKinetics mean;
    private readonly NormalField transfer;
    private readonly NormalField back;
    private readonly NormalField septa;
    private readonly double septaLength;
    private readonly double spread;
    private readonly double rim;
    private readonly double rimWidth;
    private readonly double core;
    private readonly double left;
    private readonly bool hasSepta;

    /// <param name="mass">The lesion.</param>
    /// <param name="mean">Of its material.</param>
    /// <param name="random">Consumed.</param>
    public LesionKinetics(Mass mass, TissueKinetics mean, SeededRandom random)
    {
        (this.mass, this.mean) = (mass, mean);
        (transfer, back) = (new NormalField(Length, random), new NormalField(Length, random));
        septaLength = Math.Max(2, mass.Diameter / 4);
        septa = new NormalField(septaLength, random);
        var (rimmed, hollow, crossed, share) = (random.NextDouble(), random.NextDouble(), random.NextDouble(), random.Uniform(0.3, 0.55));
        spread = mass.IsMalignant ? 1 : mass.Kind == LesionKind.Fibroadenoma ? 0.2 : 0;
        hasSepta = mass.Kind == LesionKind.Fibroadenoma && crossed < 0.64;
        var hasRim = mass.IsMalignant && rimmed < Rimmed;
        core = hasRim && hollow < (mass.Diameter - Cored.None) / (Cored.All - Cored.None) ? share : 0;
        left = random.Uniform(0.1, 0.5);
        (rim, rimWidth) = mass.IsMalignant
            ? (hasRim ? random.Uniform(0.3, 0.9) : 0, 1.8)
            : (mass.Kind == LesionKind.Cyst && rimmed < 0.2 ? 1 : 0, 0.8);
    }

    /// <value>Nothing varies: the material's own kinetics hold everywhere.</value>
    public bool IsEven => spread == 0 && rim == 0;

    /// <value>Perfused more at the surface.</value>
    public bool HasRim => rim > 0;

    /// <value>Perfused less in the middle.</value>
    public bool HasCore => core > 0;

    /// <param name="point">mm in the breast's coordinates.</param>
    public TissueKinetics At(Vector3 point)
    {
        var local = point - mass.Centre;
        var (share, depth) = mass.Within(local);
        var edge = rim * Math.Exp(-Math.Pow(Math.Max(0, depth) / rimWidth, 2));
        if (mass.Kind == LesionKind.Cyst)
            return new(0.06 * edge, 0.2, 0.02 * edge);
        var (more, faster) = (transfer.At(local), back.At(local));
        var perfusion = (1 + edge) * Core(share, more) * (hasSepta ? Septum(local) : 1);
        var transferred = mean.Transfer * perfusion * Math.Exp(TransferSpread * spread * more);
        var returned = mean.Return * Math.Exp(ReturnSpread * spread * faster);
        return new(transferred, Math.Max(returned, transferred / MostExtracellular), mean.Plasma * Math.Min(1, perfusion));
    }

    /// <returns>Share of the perfusion that is left: a smooth step at a ragged border.</returns>
    private double Core(double share, double ragged) => core == 0 ? 1 : left + (1 - left) / (1 + Math.Exp(-(share - core - 0.08 * ragged) / 0.05));

    private double Septum(Vector3 local)
    {
        var away = septaLength * Math.Abs(septa.At(local)) / SeptumThickness;
        return 0.15 + 0.85 * Math.Min(1, away * away);
    }
}
