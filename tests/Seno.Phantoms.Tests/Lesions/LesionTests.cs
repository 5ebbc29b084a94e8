using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Lesions;

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
}
