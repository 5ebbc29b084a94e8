using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Lesions;
using Seno.Phantoms.Plausibility;

namespace Seno.Phantoms.Tests.Lesions;

public sealed class LesionTests
{
    [Theory]
    [InlineData(LesionKind.RoundMass)]
    [InlineData(LesionKind.LobulatedMass)]
    [InlineData(LesionKind.Fibroadenoma)]
    [InlineData(LesionKind.Cyst)]
    public void A_mass_has_the_volume_of_the_sphere_of_its_diameter(LesionKind kind)
    {
        var mass = Mass.Draw(kind, new(1, -2, 3), diameter: 10, new SeededRandom(3, "lesion"));
        Assert.Equal(Math.PI / 6 * 1000, Volume(mass, 0.5), 2.0);
    }

    [Fact]
    public void Spicules_reach_beyond_the_body_and_add_a_little_volume()
    {
        var mass = Mass.Draw(LesionKind.SpiculatedMass, new(0, 0, 0), diameter: 10, new SeededRandom(3, "lesion"));
        Assert.True(mass.Reach > 7);
        Assert.InRange(Volume(mass, 0.25), Math.PI / 6 * 1000, Math.PI / 6 * 1000 * 1.35);
    }

    [Fact]
    public void Occupancy_does_not_depend_on_the_grid()
    {
        var mass = Mass.Draw(LesionKind.LobulatedMass, new(0.2, 0.1, -0.3), diameter: 6, new SeededRandom(4, "lesion"));
        Assert.Equal(Volume(mass, 0.3), Volume(mass, 1.7), 0.01 * Volume(mass, 0.3));
    }

    [Fact]
    public void Grains_are_calcium_and_their_surroundings_only_labelled()
    {
        var cluster = CalcificationCluster.Draw(new(0, 0, 0), diameter: 8, new SeededRandom(5, "lesion"));
        var (grains, labelled) = (0, 0);
        for (var x = -6.0; x < 6; x += 0.1)
        {
            for (var y = -6.0; y < 6; y += 0.1)
            {
                grains += cluster.At(x, y, 0.4) == Material.Calcification ? 1 : 0;
                labelled += cluster.Contains(x, y, 0.4) ? 1 : 0;
            }
        }
        Assert.True(labelled > 5 * grains);
    }

    [Fact]
    public void Placed_lesions_keep_clear_of_skin_muscle_and_each_other()
    {
        var anatomy = BreastAnatomy.Draw(new(), seed: 8, index: 0);
        var placed = LesionPlacement.Place(anatomy, [(LesionKind.RoundMass, 12), (LesionKind.Cyst, 8), (LesionKind.SpiculatedMass, 5)], new SeededRandom(8, "place"));
        Assert.Equal(3, placed.Lesions.Count);
        Assert.All(placed.Lesions, lesion => Assert.True(anatomy.Depth(lesion.Centre) > lesion.Diameter / 2 + anatomy.SkinThickness));
        Assert.True((placed.Lesions[0].Centre - placed.Lesions[1].Centre).Length > 10);
        Assert.Equal(Material.MalignantMass, placed.At(placed.Lesions[0].Centre.X, placed.Lesions[0].Centre.Y, placed.Lesions[0].Centre.Z));
    }

    [Fact]
    public void Too_many_lesions_are_refused_with_how_many_fit()
    {
        var anatomy = BreastAnatomy.Draw(new() { Radius = (40, 40) }, seed: 8, index: 0);
        var wanted = Enumerable.Repeat((LesionKind.RoundMass, 28.0), 50).ToArray();
        var refusal = Assert.Throws<ArgumentException>(() => LesionPlacement.Place(anatomy, wanted, new SeededRandom(8, "place")));
        Assert.Matches("50 lesions do not fit: after [1-9][0-9]? there is no room", refusal.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Mass.Draw(LesionKind.Cyst, default, 31, new SeededRandom(1, "lesion")));
    }

    /// <summary>mm³, by occupancy.</summary>
    private static double Volume(Lesion lesion, double spacing)
    {
        var count = (int)Math.Ceiling(2 * lesion.Reach / spacing) + 3;
        var corner = (count - 1) * spacing / 2;
        var geometry = new Geometry(new(count, count, count), new(spacing, spacing, spacing), lesion.Centre - new Vector3(corner, corner, corner));
        var sum = 0.0;
        foreach (var share in Occupancy.Of([lesion], geometry).Span)
            sum += share;
        return sum * spacing * spacing * spacing;
    }

    /// <summary>Sections through the centre of masses with lobes as in ultrasound, without spicules and before the probe presses: their median lies between the quartiles of the masks of BUS-BRA, 1.20 and 1.62.</summary>
    [Fact]
    public void Lobes_make_outlines_as_irregular_as_those_that_readers_draw()
    {
        var (lobed, without) = (Irregularities(1), Irregularities(0));
        Assert.InRange(OrderStatistics.Median(lobed), 1.2, 1.62);
        Assert.InRange(OrderStatistics.Median(without), 1.05, 1.2);
        Assert.InRange(lobed.Count(value => value < 1.2) / (double)lobed.Length, 0.05, 0.4);
    }

    [Fact]
    public void Lobes_leave_a_mass_its_volume()
    {
        for (var i = 0; i < 3; i++)
        {
            var mass = Mass.Draw(LesionKind.LobulatedMass, default, 10, new SeededRandom(6, "lobes", i), lobulation: 1);
            var (inside, step) = (0, 0.5);
            for (var x = -14.0; x <= 14; x += step)
            {
                for (var y = -14.0; y <= 14; y += step)
                {
                    for (var z = -14.0; z <= 14; z += step)
                        inside += mass.Contains(x, y, z) ? 1 : 0;
                }
            }
            Assert.Equal(Math.PI / 6 * 1000, inside * step * step * step, 0.03 * Math.PI / 6 * 1000);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => Mass.Draw(LesionKind.Cyst, default, 10, new SeededRandom(6, "lobes"), lobulation: 1.5));
    }

    private static double[] Irregularities(double lobulation)
    {
        var kinds = new[] { LesionKind.RoundMass, LesionKind.LobulatedMass, LesionKind.Fibroadenoma, LesionKind.Cyst };
        return [.. Enumerable.Range(0, 40).Select(i =>
        {
            var mass = Mass.Draw(kinds[i % kinds.Length], default, 10, new SeededRandom(5, "irregularity", i), lobulation);
            var section = new Volume<byte>(new Geometry(new(120, 120, 1), new(0.2, 0.2, 1)));
            for (var k = 0; k < section.Array.Length; k++)
                section.Array[k] = mass.Contains((k % 120 - 59.5) * 0.2, (k / 120 - 59.5) * 0.2, 0) ? (byte)1 : (byte)0;
            return LesionAppearance.Of(section.Map(value => (float)value), section, section.Map(_ => (byte)1))!.Irregularity;
        })];
    }
}
