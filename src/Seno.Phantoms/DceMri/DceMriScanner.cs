using Seno.Core;

namespace Seno.Phantoms.DceMri;

/// <summary>A DCE-MRI protocol: how a spoiled gradient echo samples, weights and disturbs what lies in it, and when.</summary>
public sealed record DceMriScanner
{
    /// <value>T: 1.5 or 3. Default 3.</value>
    public double Field { get; init; } = 3;

    /// <value>TR, ms. Default 5.</value>
    public double RepetitionTime { get; init; } = 5;

    /// <value>TE, ms. Default 2.3, where fat and water are in phase at 3 T; they are taken to be so at every TE.</value>
    public double EchoTime { get; init; } = 2.3;

    /// <value>Degrees. Default 12.</value>
    public double FlipAngle { get; init; } = 12;

    /// <value>r₁ of the contrast medium, per mM and second. Default 4.5.</value>
    public double Relaxivity { get; init; } = 4.5;

    /// <value>Share of the fat's signal that is removed, 0..1. Default 0.9.</value>
    public double FatSuppression { get; init; } = 0.9;

    /// <value>How unevenly: the share removed is raised to exp(this × a smooth field in about −1..1). Default 0.5; no effect on a suppression of 0 or 1.</value>
    public double FatUnevenness { get; init; } = 0.5;

    /// <value>Median fibroglandular tissue before contrast medium against the noise of one channel, in 0.7 × 0.7 × 2 mm. Default 40: 20 at 1.5 T, in proportion to the field.</value>
    public double SignalToNoise { get; init; } = 40;

    /// <value>Coil sensitivity: the signal is multiplied by exp(this × a smooth field in about −1..1). Default 0.2.</value>
    public double Bias { get; init; } = 0.2;

    /// <value>How far the breast lies in another phase from where it lay in the first post-contrast one: standard deviation along each axis, mm. Default 0.5.</value>
    public double Motion { get; init; } = 0.5;

    /// <value>How far each place moves besides, smoothly from place to place: standard deviation along each axis, mm. Default 0.4.</value>
    public double Deformation { get; init; } = 0.4;

    /// <value>mm in the slices, where a volume of interest is seen. Default 0.7.</value>
    public double Voxel { get; init; } = 0.7;

    /// <value>mm between slices. Default 2.</value>
    public double Slice { get; init; } = 2;

    /// <value>Signal of median fibroglandular tissue before contrast medium, in the scanner's arbitrary unit. Default 300.</value>
    public double Scale { get; init; } = 300;

    /// <value>Post-contrast phases, 3 to 6. Default 4.</value>
    public int Phases { get; init; } = 4;

    /// <value>From the middle of the pre-contrast phase to the contrast medium's arrival, s. Default 60.</value>
    public double Arrival { get; init; } = 60;

    /// <value>From the arrival to the middle of the first post-contrast phase, s. Default 90.</value>
    public double FirstPost { get; init; } = 90;

    /// <value>From the arrival to the middle of the last post-contrast phase, s; the others lie evenly between. Default 390.</value>
    public double LastPost { get; init; } = 390;

    /// <value>Middle of each phase in s after that of the pre-contrast one, which comes first.</value>
    public IReadOnlyList<double> Times => [0, .. Enumerable.Range(0, Phases).Select(phase => Arrival + FirstPost + phase * (LastPost - FirstPost) / (Phases - 1))];

    /// <summary>The scanners of a cohort of several centres: the first is the reference; the others differ in all but the number of phases, which a data set's channels fix.</summary>
    public static DceMriScanner OfCentre(int centre, ulong seed)
    {
        if (centre == 0)
            return new();
        var random = new SeededRandom(seed, "DCE-MRI centre", centre);
        var field = random.Chance(0.5) ? 3 : 1.5;
        return new()
        {
            Field = field,
            RepetitionTime = random.Uniform(3.8, 7),
            EchoTime = random.Uniform(1.5, 3),
            FlipAngle = random.Uniform(10, 18),

            // a quarter of the centres subtracts instead of suppressing fat
            FatSuppression = random.Chance(0.25) ? 0 : random.Uniform(0.75, 0.97),
            FatUnevenness = random.Uniform(0.1, 0.9),
            SignalToNoise = random.Uniform(16, 26) * field / 1.5,
            Bias = random.Uniform(0.05, 0.4),
            Motion = random.Uniform(0, 1.2),
            Deformation = random.Uniform(0, 0.8),
            Voxel = random.Uniform(0.6, 1),
            Slice = random.Uniform(1, 3),
            Scale = 100 * Math.Pow(10, random.NextDouble()),
            Arrival = random.Uniform(40, 80),
            FirstPost = random.Uniform(75, 105),
            LastPost = random.Uniform(345, 450),
        };
    }

    /// <returns>Standard deviation of the noise in either channel, in units of <see cref="Scale"/>: it falls as the voxel's volume grows (mm³).</returns>
    public double NoiseIn(double volume) => Scale / SignalToNoise * 0.7 * 0.7 * 2 / volume;

    /// <exception cref="ArgumentOutOfRangeException">A protocol that cannot be run.</exception>
    internal static void Require(DceMriScanner scanner)
    {
        var wrong = scanner switch
        {
            { Field: not (1.5 or 3) } => $"{scanner.Field} T is not known; 1.5 and 3 T are",
            { Phases: not (>= 3 and <= 6) } => $"{scanner.Phases} post-contrast phases; 3 to 6 are possible",
            not { Arrival: >= 0, FirstPost: > 0 } => "the contrast medium must arrive after the pre-contrast phase and before the first post-contrast one",
            _ when !(scanner.LastPost > scanner.FirstPost && double.IsFinite(scanner.Arrival + scanner.LastPost)) => "the last post-contrast phase must follow the first",
            not { EchoTime: >= 0, FlipAngle: > 0 and <= 90 } => "an echo needs a flip above 0 and up to 90 degrees, and a time that is not negative",
            _ when !(scanner.RepetitionTime > scanner.EchoTime) => $"an echo at {scanner.EchoTime} ms does not fit into a repetition time of {scanner.RepetitionTime} ms",
            { FatSuppression: not (>= 0 and <= 1) } => $"a fat suppression of {scanner.FatSuppression}; 0 to 1 are possible",
            not { SignalToNoise: > 0, Scale: > 0, Voxel: > 0, Slice: > 0 } => "signal-to-noise ratio, scale and voxels must be positive",
            not { Motion: >= 0, Relaxivity: >= 0, Deformation: >= 0 and <= 3 } => "motion and relaxivity must not be negative, and a deformation lies between 0 and 3 mm: beyond it tissue would fold",
            _ => null,
        };
        if (wrong is not null)
            throw new ArgumentOutOfRangeException(nameof(scanner), wrong);
    }
}
