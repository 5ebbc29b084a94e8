using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class RegistrationTests
{
    private static readonly Geometry Fixed = new(new(36, 32, 17), new(1, 1.1, 2), new(-18, -17, -16));
    private static readonly Geometry Moving = new(new(40, 38, 30), new(1.2, 1.2, 1.6), new(-22, -21, -23));

    [Fact]
    public void A_rigid_map_is_recovered_whatever_the_contrast()
    {
        var truth = Rotation.Of(new(0.08, -0.05, 0.15)) with { Translation = new(3, -2, 2.5) };
        var result = Registration.Rigid(Sampled(Fixed, Identity, value => value), Sampled(Moving, truth, value => 900 - 80 * MathF.Sqrt(value)));
        AssertNear(truth, result.Transform, 0.3);
        Assert.True(result.MutualInformation > 0.5 && result.Iterations > 0);
        foreach (var (a, b) in new[] { (0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 2) })
            Assert.Equal(a == b ? 1 : 0, result.Transform[a].Dot(result.Transform[b]), 1e-9);
    }

    [Fact]
    public void An_affine_map_is_recovered()
    {
        var truth = new Affine(new(1.08, 0.05, 0), new(-0.04, 0.94, 0.03), new(0.02, 0, 1.05), default).After(Rotation.Of(new(0.03, 0.04, -0.08))) with { Translation = new(-2, 1, 2) };
        var (still, moving) = (Sampled(Fixed, Identity, value => value), Sampled(Moving, truth, value => 50 - value));
        AssertNear(truth, Registration.Affine(still, moving, fixedMask: Body()).Transform, 0.15);
        // the background, two thirds of the image, draws the map inwards
        AssertNear(truth, Registration.Affine(still, moving).Transform, 0.3);
    }

    [Fact]
    public void Turned_grids_make_no_difference()
    {
        var turned = Rotation.Of(new(0.4, 0.2, -0.7));
        var truth = Rotation.Of(new(-0.05, 0.08, 0.1)) with { Translation = new(1, 2, -1) };
        var grid = new Geometry(Moving.Size, Moving.Spacing, turned.At(Moving.Origin), new(turned.X, turned.Y, turned.Z));
        var result = Registration.Rigid(Sampled(Fixed, Identity, value => value), Sampled(grid, truth, value => -value));
        AssertNear(truth, result.Transform, 0.3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_slice_is_registered_in_its_plane(bool affine)
    {
        var truth = Rotation.Of(new(0, 0, 0.17)) with { Translation = new(3, -4, 12) };
        if (affine)
            truth = truth with { X = 1.06 * truth.X };
        var (still, moving) = (new Geometry(new(80, 72, 1), new(0.5, 0.55, 1), new(-20, -20, 0)), new Geometry(new(70, 76, 1), new(0.6, 0.6, 3), new(-21, -22, 12)));
        var (a, b) = (Sampled(still, Identity, value => value), Sampled(moving, truth, value => 7 - 0.1f * value));
        var result = affine ? Registration.Affine(a, b) : Registration.Rigid(a, b);
        AssertNear(truth, result.Transform, 0.3, depth: 0);
    }

    [Fact]
    public void The_same_image_twice_gives_the_identity()
    {
        var image = Sampled(Fixed, Identity, value => value);
        AssertNear(Identity, Registration.Rigid(image, image).Transform, 0.02);
        AssertNear(Identity, Registration.Affine(image, image, fixedMask: Body()).Transform, 0.05);
    }

    [Fact]
    public void Masks_leave_out_what_does_not_belong()
    {
        var truth = Rotation.Of(new(0, 0.05, 0.1)) with { Translation = new(2, 2, -1) };
        var (still, moving) = (Sampled(Fixed, Identity, value => value), Sampled(Moving, truth, value => value));
        var (fixedMask, movingMask) = (still.Map(_ => (byte)1), moving.Map(_ => (byte)1));
        for (var z = 0; z < 17; z++)
            for (var y = 0; y < 6; y++)
                for (var x = 0; x < 36; x++)
                    (still[x, y, z], fixedMask[x, y, z]) = (200, 0);
        for (var z = 0; z < 30; z++)
            for (var y = 30; y < 38; y++)
                for (var x = 0; x < 40; x++)
                    (moving[x, y, z], movingMask[x, y, z]) = (x % 7, 0);
        AssertNear(truth, Registration.Rigid(still, moving, fixedMask: fixedMask, movingMask: movingMask).Transform, 0.3);
    }

    [Fact]
    public void What_is_not_finite_does_not_count()
    {
        var truth = Rotation.Of(new(0, 0.05, 0.1)) with { Translation = new(2, 2, -1) };
        var (still, moving) = (Sampled(Fixed, Identity, value => value), Sampled(Moving, truth, value => -value));
        (still[0, 0, 0], moving[39, 37, 29]) = (float.NaN, float.PositiveInfinity);
        AssertNear(truth, Registration.Rigid(still, moving).Transform, 0.3);
    }

    [Fact]
    public void Threads_change_no_bit_and_seeds_hardly_anything()
    {
        var truth = Rotation.Of(new(0, 0.05, 0.1)) with { Translation = new(2, 2, -1) };
        var (still, moving) = (Sampled(Fixed, Identity, value => value), Sampled(Moving, truth, value => -value));
        var options = new RegistrationOptions { Samples = 8000 };
        var one = Registration.Rigid(still, moving, options, threads: 1);
        Assert.Equal(one, Registration.Rigid(still, moving, options, threads: 4));
        var other = Registration.Rigid(still, moving, options with { Seed = 9 });
        Assert.NotEqual(one, other);
        AssertNear(one.Transform, other.Transform, 0.3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_gradient_is_that_of_the_metric(bool affine)
    {
        var start = Rotation.Of(new(0.02, -0.03, 0.04)) with { Translation = new(0.37, -0.23, 0.41) };
        var moving = new MovingSampler(Sampled(Moving, Identity, value => 30 - value), null);
        var random = new SeededRandom(4, "gradient");
        var points = Enumerable.Range(0, 4000).Select(_ => new Vector3(random.Uniform(-14, 14), random.Uniform(-14, 14), random.Uniform(-14, 14))).ToArray();
        var metric = new MattesMetric([.. points.Select(point => (point, Blobs(point)))], moving, 32, threads: 1);
        var model = new RegistrationModel(affine, 3, Direction.Identity, points, start);
        var parameters = Enumerable.Range(0, model.Count).Select(_ => random.Uniform(-0.5, 0.5)).ToArray();
        var (byMap, gradient) = (new double[12], new double[model.Count]);
        metric.Evaluate(model.Map(parameters), byMap);
        model.Chain(parameters, byMap, gradient);
        for (var i = 0; i < model.Count; i++)
        {
            double At(double change)
            {
                var moved = parameters.ToArray();
                moved[i] += change;
                return metric.Evaluate(model.Map(moved), []);
            }
            var difference = (At(1e-4) - At(-1e-4)) / 2e-4;
            Assert.Equal(difference, gradient[i], Math.Max(1e-4, 5e-3 * Math.Abs(difference)));
        }
    }

    [Fact]
    public void Bad_input_is_refused_plainly()
    {
        var image = Sampled(Fixed, Identity, value => value);
        string Refusal(Func<RegistrationResult> register) => Assert.Throws<ArgumentException>(register).Message;
        var away = image.With(new(Fixed.Size, Fixed.Spacing, new(500, 0, 0)));
        Assert.Contains("does not overlap", Refusal(() => Registration.Rigid(image, away, new() { Start = RegistrationStart.Identity })), StringComparison.Ordinal);
        AssertNear(Identity with { Translation = new(500 - Fixed.Origin.X, -Fixed.Origin.Y, -Fixed.Origin.Z) }, Registration.Rigid(image, away).Transform, 0.1);
        Assert.Contains("fewer than two different finite values", Refusal(() => Registration.Rigid(image, image.Map(_ => 3f))), StringComparison.Ordinal);
        Assert.Contains("voxel size is unknown", Refusal(() => Registration.Rigid(image.With(new(Fixed.Size)), image)), StringComparison.Ordinal);
        Assert.Contains("slice", Refusal(() => Registration.Rigid(image, Images.Counted(20, 20, 1, new(1, 1, 1)))), StringComparison.Ordinal);
        Assert.Contains("is empty", Refusal(() => Registration.Rigid(image, image, movingMask: new Volume<byte>(Fixed))), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Registration.Rigid(image, image, new() { Bins = 3 }));
    }

    private static Affine Identity => new(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1), default);

    /// <summary>What lies at a point of the fixed image, in about 0..100: blobs in a body.</summary>
    private static float Blobs(Vector3 point)
    {
        double Blob(double x, double y, double z, double width) => Math.Exp(-Math.Pow((point - new Vector3(x, y, z)).Length / width, 2) / 2);
        var body = 30 / (1 + Math.Exp((new Vector3(point.X, point.Y, point.Z * 1.1).Length - 15) / 0.6));
        return (float)(body + 20 * Blob(0, 0, 0, 7) + 40 * Blob(7, 2, 5, 3.5) + 50 * Blob(-5, 6, -6, 3) - 30 * Blob(-3, -5, 4, 3) + 35 * Blob(4, -7, -4, 3.5) + 30);
    }

    /// <summary>1 in the blobs' body and 2 mm around it.</summary>
    private static Volume<byte> Body()
    {
        var (place, mask) = (Affine.Of(Fixed), new Volume<byte>(Fixed));
        for (var z = 0; z < Fixed.Size.Z; z++)
        {
            for (var y = 0; y < Fixed.Size.Y; y++)
            {
                for (var x = 0; x < Fixed.Size.X; x++)
                {
                    var point = place.At(new(x, y, z));
                    mask[x, y, z] = (byte)(new Vector3(point.X, point.Y, 1.1 * point.Z).Length < 17 ? 1 : 0);
                }
            }
        }
        return mask;
    }

    /// <summary>The blobs as a map from fixed to moving points moves them, in another contrast, with a little noise.</summary>
    private static Volume<float> Sampled(Geometry grid, Affine map, Func<float, float> contrast)
    {
        var (place, back, random) = (Affine.Of(grid), Inverse(map), new SeededRandom(6, "blobs", grid.Size.X));
        var image = new Volume<float>(grid);
        for (var z = 0; z < grid.Size.Z; z++)
            for (var y = 0; y < grid.Size.Y; y++)
                for (var x = 0; x < grid.Size.X; x++)
                    image[x, y, z] = contrast(Blobs(back.At(place.At(new(x, y, z)))) + (float)(0.3 * random.Normal()));
        return image;
    }

    private static Affine Inverse(Affine map)
    {
        var volume = map.X.Dot(map.Y.Cross(map.Z));
        var (a, b, c) = (1 / volume * map.Y.Cross(map.Z), 1 / volume * map.Z.Cross(map.X), 1 / volume * map.X.Cross(map.Y));
        var linear = new Affine(new(a.X, b.X, c.X), new(a.Y, b.Y, c.Y), new(a.Z, b.Z, c.Z), default);
        return linear with { Translation = -1 * linear.At(map.Translation) };
    }

    /// <summary>At the corners of a box around the blobs, in voxels of 1 mm.</summary>
    private static void AssertNear(Affine expected, Affine actual, double tolerance, double depth = 10)
    {
        foreach (var x in new[] { -12, 12 })
            foreach (var y in new[] { -12, 12 })
                foreach (var z in new[] { -depth, depth })
                    Assert.InRange((expected.At(new(x, y, z)) - actual.At(new(x, y, z))).Length, 0, tolerance);
    }
}
