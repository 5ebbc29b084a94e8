using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.DceMri;

/// <summary>What each material of one patient measures in each phase, in units of the scanner's scale, before coil and noise.</summary>
internal sealed class SignalModel
{
    private readonly DceMriScanner scanner;
    private readonly TissueRelaxation[] relaxation;
    private readonly TissueKinetics[] kinetics;
    private readonly double unit;
    private readonly float[][] phases;
    private readonly UptakeTable[] uptakes;

    private SignalModel(DceMriScanner scanner, TissueRelaxation[] relaxation, TissueKinetics[] kinetics)
    {
        (this.scanner, this.relaxation, this.kinetics) = (scanner, relaxation, kinetics);
        unit = scanner.Scale / Signal(RelaxationTimes.Of(Material.Fibroglandular, scanner.Field), 0);
        phases = [.. scanner.Times.Select(time => Phase((time - scanner.Arrival) / 60))];
        uptakes = [.. scanner.Times.Select(time => new UptakeTable((time - scanner.Arrival) / 60))];
    }

    /// <param name="scanner">The protocol.</param>
    /// <param name="background">Of the fibroglandular tissue.</param>
    /// <param name="seed">Of the cohort.</param>
    /// <param name="index">Of the case.</param>
    public static SignalModel Draw(DceMriScanner scanner, BackgroundEnhancement background, ulong seed, long index) => new(
        scanner, RelaxationTimes.Draw(scanner.Field, new(seed, "relaxation times", index)), ContrastKinetics.Draw(background, new(seed, "contrast kinetics", index)));

    /// <returns>The patient's mean for a material.</returns>
    public TissueKinetics Kinetics(Material material) => kinetics[(int)material];

    /// <returns>What a material measures where it takes up contrast medium otherwise than on the mean.</returns>
    /// <param name="phase">Which.</param>
    /// <param name="material">Whose relaxation.</param>
    /// <param name="local">The kinetics there.</param>
    public float Local(int phase, Material material, in TissueKinetics local) => (float)(unit * Signal(relaxation[(int)material], uptakes[phase].Concentration(local)));

    /// <returns>By <see cref="Material"/>, fat suppression aside.</returns>
    public float[] All(int phase) => phases[phase];

    /// <returns>By <see cref="Material"/>: all but adipose tissue.</returns>
    public float[] Water(int phase)
    {
        var values = (float[])phases[phase].Clone();
        values[(int)Material.Adipose] = 0;
        return values;
    }

    /// <returns>By <see cref="Material"/>: adipose tissue, before suppression.</returns>
    public float[] Fat(int phase)
    {
        var values = new float[phases[phase].Length];
        values[(int)Material.Adipose] = phases[phase][(int)Material.Adipose];
        return values;
    }

    /// <returns>By <see cref="Material"/>: deviation of the texture as a share of the phase's signal.</returns>
    /// <param name="phase">Which.</param>
    /// <param name="own">Share of the signal before contrast medium.</param>
    /// <param name="added">Share of what contrast medium adds, masses aside: <see cref="LesionKinetics"/> has theirs.</param>
    public float[] Texture(int phase, float own, float added)
    {
        var values = new float[phases[phase].Length];
        foreach (var material in new[] { Material.Adipose, Material.Fibroglandular, Material.MalignantMass, Material.Fibroadenoma })
        {
            var before = phases[0][(int)material] / phases[phase][(int)material];
            values[(int)material] = own * before + (material is Material.MalignantMass or Material.Fibroadenoma ? 0 : added * Math.Max(0, 1 - before));
        }
        return values;
    }

    private float[] Phase(double minutes) => [.. relaxation.Zip(kinetics, (tissue, uptake) =>
        (float)(unit * Signal(tissue, ExtendedTofts.Concentration(uptake, ArterialInput.Plasma, minutes))))];

    private double Signal(TissueRelaxation tissue, double concentration) => SpoiledGradientEcho.Signal(
        SpoiledGradientEcho.With(tissue, concentration, scanner.Relaxivity), scanner.RepetitionTime, scanner.EchoTime, scanner.FlipAngle);
}
