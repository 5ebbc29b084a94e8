using Seno.Core;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.DceMri;
using Seno.Phantoms.Lesions;

namespace Seno.Benchmarks.Plausibility;

/// <summary>The same cancers seen with one protocol or another, so that a difference is the protocol's.</summary>
internal static class SimulatedCancers
{
    private const ulong Seed = 1;
    private const int Voxels = 128;

    /// <value>mm.</value>
    private static readonly (double Low, double High) Diameter = (8, 24);

    private static readonly LesionKind[] Kinds = [LesionKind.RoundMass, LesionKind.LobulatedMass, LesionKind.SpiculatedMass];

    /// <summary>The sequence of the NACT pilot's header: 1.5 T, TR 8.2 ms, TE 4.2 ms, 20 degrees, 0.7 × 0.7 × 2 mm, fat suppressed. Its times are set below.</summary>
    private static readonly DceMriScanner Pilot = new() { Field = 1.5, RepetitionTime = 8.2, EchoTime = 4.2, FlipAngle = 20, Voxel = 0.703, Slice = 2, SignalToNoise = 20, Phases = 3 };

    /// <summary>
    /// By name. The header says when the phases were, 0, 407 and 761 s, but not when contrast medium came. "As stated": a minute after the first phase. "Mid-phase": between the first phase and the
    /// second, which lasts until the third (354 s), so that the middle of k-space is read 177 and 531 s after it came.
    /// </summary>
    public static readonly IReadOnlyList<(string Name, DceMriScanner Scanner)> Protocols =
    [
        ("own protocol", new()),
        ("as stated", Pilot with { Arrival = 60, FirstPost = 347, LastPost = 701 }),
        ("mid-phase", Pilot with { Arrival = 230, FirstPost = 177, LastPost = 531 }),
    ];

    /// <returns>Blocks about one cancer each, whose kind and size do not depend on the protocol.</returns>
    /// <param name="scanner">The protocol.</param>
    /// <param name="count">How many.</param>
    public static IEnumerable<DceSample> Seen(DceMriScanner scanner, int count) => Enumerable.Range(0, count).Select(item =>
    {
        var random = new SeededRandom(Seed, "protocols", item);
        var diameter = Diameter.Low * Math.Pow(Diameter.High / Diameter.Low, random.NextDouble());
        var anatomy = LesionPlacement.Place(BreastAnatomy.Draw(new(), Seed, item), [(Kinds[item % Kinds.Length], diameter)], random);
        var geometry = DceMriSimulator.VolumeOfInterest(anatomy.Lesions[0], scanner, Voxels, random);
        var scan = DceMriSimulator.Scan(anatomy, scanner, geometry, Seed, item);
        return new DceSample($"cancer {item}", scan.Series.Volumes[0], scan.Series.Volumes[1], scan.Series.Volumes[^1], scan.Truth, scan.Tissue.Map(label => label == TissueLabels.Of(Material.Fibroglandular) ? (byte)1 : (byte)0));
    });
}
