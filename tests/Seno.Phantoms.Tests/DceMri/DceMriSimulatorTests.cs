using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.DceMri;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.Tests.DceMri;

public sealed class DceMriSimulatorTests
{
    /// <summary>Nothing but contrast: whole numbers are fine steps, and coil, noise and motion are off.</summary>
    private static readonly DceMriScanner Ideal = new() { Scale = 1e5, SignalToNoise = double.PositiveInfinity, Bias = 0, Motion = 0, Deformation = 0 };

    [Fact]
    public void Noise_without_signal_has_the_mean_and_the_variance_of_Rayleigh()
    {
        var random = new SeededRandom(1, "Rician");
        var drawn = Enumerable.Range(0, 200_000).Select(_ => RicianNoise.Magnitude(0, 3, random)).ToArray();
        var mean = drawn.Average();
        Assert.Equal(3 * Math.Sqrt(Math.PI / 2), mean, 0.02);
        Assert.Equal(9 * (2 - Math.PI / 2), drawn.Average(value => (value - mean) * (value - mean)), 0.05);
    }

    [Fact]
    public void Noise_on_a_strong_signal_is_nearly_normal_and_a_little_above_it()
    {
        var random = new SeededRandom(1, "Rician");
        var drawn = Enumerable.Range(0, 200_000).Select(_ => RicianNoise.Magnitude(60, 3, random)).ToArray();
        Assert.Equal(60 + 9 / (2 * 60.0), drawn.Average(), 0.03);
        Assert.Equal(9, drawn.Average(value => (value - 60) * (value - 60)), 0.15);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_whatever_the_threads()
    {
        var scanner = DceMriScanner.OfCentre(2, 3) with { Phases = 3 };
        var anatomy = Breast(LesionKind.RoundMass, 8);
        var geometry = DceMriSimulator.VolumeOfInterest(anatomy.Lesions[0], scanner, 48, new SeededRandom(3, "place"));
        var first = DceMriSimulator.Scan(anatomy, scanner, geometry, 3, 0, threads: 1);
        var second = DceMriSimulator.Scan(anatomy, scanner, geometry, 3, 0, threads: 2);
        Assert.Equal(4, first.Series.Volumes.Count);
        Assert.Equal(first.Background, second.Background);
        foreach (var (one, other) in first.Series.Volumes.Zip(second.Series.Volumes))
            Assert.Equal(one.Array, other.Array);
        Assert.Equal(first.Soft.Array, second.Soft.Array);
        Assert.NotEqual(first.Series.Volumes[0].Array, DceMriSimulator.Scan(anatomy, scanner, geometry, 3, 1).Series.Volumes[0].Array);
    }

    [Fact]
    public void Without_motion_phases_are_aligned_and_with_it_all_but_the_reference_move()
    {
        var still = Ideal with { Relaxivity = 0, Phases = 3 };
        var anatomy = Breast(LesionKind.SpiculatedMass, 10);
        var geometry = DceMriSimulator.VolumeOfInterest(anatomy.Lesions[0], still, 64, new SeededRandom(3, "place"));
        var aligned = DceMriSimulator.Scan(anatomy, still, geometry, 3, 0);
        Assert.All(aligned.Shifts, shift => Assert.Equal(0.0, shift.Length));
        Assert.All(aligned.Series.Volumes, volume => Assert.Equal(aligned.Series.Volumes[0].Array, volume.Array));

        var moved = DceMriSimulator.Scan(anatomy, still with { Motion = 1 }, geometry, 3, 0);
        Assert.Equal(aligned.Series.Volumes[1].Array, moved.Series.Volumes[1].Array);
        Assert.All(new[] { 0, 2, 3 }, phase => Assert.NotEqual(moved.Series.Volumes[1].Array, moved.Series.Volumes[phase].Array));
        Assert.Equal(aligned.Truth.Array, moved.Truth.Array);
    }

    [Fact]
    public void A_moved_phase_is_what_a_grid_moved_the_other_way_sees()
    {
        var still = Ideal with { Relaxivity = 0, Phases = 3 };
        var anatomy = Breast(LesionKind.RoundMass, 10);
        var geometry = DceMriSimulator.VolumeOfInterest(anatomy.Lesions[0], still, 64, new SeededRandom(3, "place"));
        var moved = DceMriSimulator.Scan(anatomy, still with { Motion = 1 }, geometry, 3, 0);
        var there = new Geometry(geometry.Size, geometry.Spacing, geometry.Origin - moved.Shifts[2]);
        Assert.Equal(DceMriSimulator.Scan(anatomy, still, there, 3, 0).Series.Volumes[2].Array, moved.Series.Volumes[2].Array);
    }

    [Fact]
    public void Within_a_cyst_every_phase_has_the_signal_of_the_equation()
    {
        var anatomy = Breast(LesionKind.Cyst, 24);
        var geometry = new Geometry(new(5, 5, 3), new(0.7, 0.7, 2), anatomy.Lesions[0].Centre - new Vector3(1.4, 1.4, 2));
        var scan = DceMriSimulator.Scan(anatomy, Ideal, geometry, 2, 0);
        var expected = SignalModel.Draw(Ideal, scan.Background, 2, 0).All(0)[(int)Material.Cyst];
        Assert.All(scan.Series.Volumes, volume => Assert.Equal(expected, volume[2, 2, 1], 0.51f));
        Assert.Equal(1f, scan.Soft[2, 2, 1]);
    }

    /// <summary>Voxels wholly within a cancer measure the model with the kinetics of their place, and the texture on top.</summary>
    [Fact]
    public void Every_voxel_of_a_cancer_has_the_signal_of_its_own_kinetics()
    {
        var anatomy = Breast(LesionKind.RoundMass, 20);
        var geometry = new Geometry(new(9, 9, 5), new(0.7, 0.7, 2), anatomy.Lesions[0].Centre - new Vector3(2.8, 2.8, 4));
        var scan = DceMriSimulator.Scan(anatomy, Ideal, geometry, 2, 0);
        var signals = SignalModel.Draw(Ideal, scan.Background, 2, 0);
        var kinetics = new LesionKinetics((Mass)anatomy.Lesions[0], signals.Kinetics(Material.MalignantMass), new SeededRandom(2, "lesion kinetics"));
        var early = new List<double>();
        for (var i = 0; i < 9 * 9 * 5; i++)
        {
            var place = geometry.Origin + new Vector3(i % 9 * 0.7, i / 9 % 9 * 0.7, i / 81 * 2);
            for (var phase = 0; phase <= Ideal.Phases; phase++)
            {
                var share = signals.Texture(phase, 0.03f, 0.25f)[(int)Material.MalignantMass];
                var expected = signals.Local(phase, Material.MalignantMass, kinetics.At(place)) * (1 + share * Math.Clamp(anatomy.Texture(place.X, place.Y, place.Z), -3, 3));
                Assert.Equal(expected, scan.Series.Volumes[phase].Array[i], 1.0);
            }
            early.Add(scan.Series.Volumes[1].Array[i] / scan.Series.Volumes[0].Array[i]);
        }
        Assert.True(early.Max() > 1.2 * early.Min());
    }

    [Fact]
    public void Suppression_leaves_its_share_of_the_fat()
    {
        var anatomy = BreastAnatomy.Draw(new() { Density = 'a' }, 4, 0);
        var unsuppressed = Ideal with { FatSuppression = 0, Phases = 3 };
        var geometry = new Geometry(new(60, 60, 3), new(1, 1, 2), new(-30, -30, 40));
        var bright = DceMriSimulator.Scan(anatomy, unsuppressed, geometry, 4, 0);
        var dark = DceMriSimulator.Scan(anatomy, unsuppressed with { FatSuppression = 0.9, FatUnevenness = 0 }, geometry, 4, 0);
        var ratios = Enumerable.Range(0, bright.Tissue.Array.Length).Where(i => bright.Tissue.Array[i] == 2)
            .Select(i => (double)dark.Series.Volumes[0].Array[i] / bright.Series.Volumes[0].Array[i]).Order().ToArray();
        Assert.Equal(0.1, ratios[ratios.Length / 2], 1e-3);
    }

    [Fact]
    public void Air_shows_the_noise_that_the_protocol_states()
    {
        var anatomy = BreastAnatomy.Draw(new(), 4, 0);
        var scanner = new DceMriScanner { Scale = 1e5, Phases = 3 };
        var geometry = new Geometry(new(20, 20, 30), new(0.7, 0.7, 2), new(-anatomy.Reach - 20, -anatomy.Reach - 20, 1));
        var air = DceMriSimulator.Scan(anatomy, scanner, geometry, 4, 0).Series.Volumes[2].Array;
        Assert.Equal(1, air.Average(value => (double)value) / (1e5 / scanner.SignalToNoise * Math.Sqrt(Math.PI / 2)), 0.02);
    }

    [Fact]
    public void Phases_lie_evenly_between_the_first_and_the_last() => Assert.Equal(new double[] { 0, 150, 250, 350, 450 }, new DceMriScanner().Times);

    [Fact]
    public void Centres_are_reproducible_differ_and_can_all_be_run()
    {
        for (var centre = 0; centre < 50; centre++)
            DceMriScanner.Require(DceMriScanner.OfCentre(centre, 7));
        Assert.Equal(DceMriScanner.OfCentre(3, 7), DceMriScanner.OfCentre(3, 7));
        Assert.NotEqual(DceMriScanner.OfCentre(3, 7), DceMriScanner.OfCentre(4, 7));
        Assert.Equal(new DceMriScanner(), DceMriScanner.OfCentre(0, 7));
    }

    [Fact]
    public void A_protocol_that_cannot_be_run_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DceMriScanner.Require(new() { Field = 7 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => DceMriScanner.Require(new() { Phases = 2 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => DceMriScanner.Require(new() { LastPost = 80 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => DceMriScanner.Require(new() { EchoTime = 6 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => DceMriScanner.Require(new() { FatSuppression = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => DceMriScanner.Require(new() { SignalToNoise = 0 }));
    }

    [Fact]
    public void A_block_too_small_for_the_lesion_is_refused_with_the_size_that_would_do()
    {
        var lesion = Mass.Draw(LesionKind.Cyst, default, 20, new SeededRandom(1, "lesion"));
        var refusal = Assert.Throws<ArgumentException>(() => DceMriSimulator.VolumeOfInterest(lesion, new(), 30, new SeededRandom(1, "place")));
        Assert.Contains("voxels would", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_breast_lies_within_its_grid()
    {
        var anatomy = BreastAnatomy.Draw(new(), 4, 0);
        var geometry = DceMriSimulator.WholeBreast(anatomy, new(), 128);
        Assert.Equal(new Size3(128, 128, (int)Math.Ceiling((anatomy.Height + 8) / 2)), geometry.Size);
        Assert.True(geometry.Holds(new(anatomy.Reach, -anatomy.Reach, anatomy.Height)));
        Assert.True(geometry.Holds(new(-anatomy.Reach, anatomy.Reach, 0)));
    }

    private static BreastAnatomy Breast(LesionKind kind, double diameter) =>
        LesionPlacement.Place(BreastAnatomy.Draw(new() { Density = 'd' }, 2, 0), [(kind, diameter)], new SeededRandom(2, "place"));
}
