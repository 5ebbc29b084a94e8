using Seno.Core;

namespace Seno.Imaging.Operators;

/// <summary>The levels of a <see cref="Registration"/>, coarse to fine.</summary>
internal sealed class RegistrationSearch
{
    private const int FewestVoxels = 8;

    /// <summary>Cosine between the normals of two slices above which their planes count as the same.</summary>
    private const double SamePlane = 0.999;

    private readonly Volume<float> fixedImage;
    private readonly Volume<float> moving;
    private readonly RegistrationOptions options;
    private readonly Volume<byte>? movingMask;
    private readonly int threads;

    /// <summary>The voxels of the fixed image that points are taken from; null: all.</summary>
    private readonly int[]? inside;

    public RegistrationSearch(Volume<float> fixedImage, Volume<float> moving, RegistrationOptions options, Volume<byte>? fixedMask, Volume<byte>? movingMask, int threads)
    {
        RegistrationOptions.Require(options);
        (this.fixedImage, this.moving, this.options, this.movingMask, this.threads) = (fixedImage, moving, options, movingMask, threads);
        Require(fixedImage, fixedMask, nameof(fixedImage), nameof(fixedMask), threads);
        Require(moving, movingMask, nameof(moving), nameof(movingMask), threads);
        if (fixedImage.Geometry.Dimensions != moving.Geometry.Dimensions)
            throw new ArgumentException("one image is a slice and the other a volume", nameof(moving));
        if (moving.Geometry.Dimensions == 2 && Math.Abs(Normal.Dot(moving.Geometry.Direction.Z)) < SamePlane)
            throw new ArgumentException("the slices lie in planes that are not parallel", nameof(moving));
        if (fixedMask is not null)
            inside = [.. Enumerable.Range(0, fixedMask.Array.Length).Where(i => fixedMask.Array[i] != 0)];
    }

    private Vector3 Normal => fixedImage.Geometry.Direction.Z;

    private int Dimensions => fixedImage.Geometry.Dimensions;

    public RegistrationResult Run(bool affine)
    {
        var (map, value, iterations) = (default(Affine), 0.0, 0);
        var voxel = Math.Max(ShortestEdge(fixedImage.Geometry), ShortestEdge(moving.Geometry));
        for (var level = options.Levels - 1; level >= 0; level--)
        {
            var edge = voxel * (1 << level);
            var (still, moved) = (Shrunken(fixedImage, level, edge), Shrunken(moving, level, edge));
            var points = Points(still, level);
            var mask = movingMask is null ? null : Resample.Labels(movingMask.Map(own => (byte)(own == 0 ? 0 : 1)), moved.Geometry, threads);
            var metric = new MattesMetric(points, new(moved, mask), options.Bins, threads);
            var first = level == options.Levels - 1;
            if (first)
                map = Start(metric, still, moved);
            var stages = affine && first ? new[] { false, true } : [affine];
            foreach (var stage in stages)
            {
                var model = new RegistrationModel(stage, Dimensions, fixedImage.Geometry.Direction, [.. points.Select(point => point.Point)], map);
                var parameters = new double[model.Count];
                (value, var steps) = new BoundedDescent(model.Count, Evaluation(model, metric)).Run(parameters, edge, options.Tolerance * edge, options.Iterations);
                (map, iterations) = (model.Map(parameters), iterations + steps);
            }
        }
        return new(map, -value, iterations);
    }

    private static Func<double[], double[], double> Evaluation(RegistrationModel model, MattesMetric metric)
    {
        var byMap = new double[12];
        return (parameters, gradient) =>
        {
            var value = metric.Evaluate(model.Map(parameters), byMap);
            model.Chain(parameters, byMap, gradient);
            return value;
        };
    }

    private static void Require(Volume<float> image, Volume<byte>? mask, string parameter, string maskParameter, int threads)
    {
        Grid.RequireSpacing(image.Geometry, parameter);
        Grid.RequireSameSize(image.Size, mask?.Size ?? image.Size, maskParameter);
        if (mask is not null && mask.Span.IndexOfAnyExcept((byte)0) < 0)
            throw new ArgumentException("is empty", maskParameter);
        if (ValueRange.Of(image, threads) is not { } range || range.Low == range.High)
            throw new ArgumentException("has fewer than two different finite values, so it says nothing about another image", parameter);
    }

    private static double ShortestEdge(Geometry geometry) => Enumerable.Range(0, 3).Where(axis => geometry.Size[axis] > 1).Select(axis => geometry.Spacing[axis]).DefaultIfEmpty(1).Min();

    /// <summary>Smoothed and with larger voxels, along the axes whose voxels are smaller than the level's.</summary>
    private Volume<float> Shrunken(Volume<float> image, int level, double edge)
    {
        if (level == 0)
            return image;
        var (size, spacing) = (image.Size, image.Geometry.Spacing);
        int Voxels(int axis) => size[axis] <= FewestVoxels ? size[axis] : Math.Clamp((int)Math.Round(size[axis] * spacing[axis] / edge), FewestVoxels, size[axis]);
        var target = image.Geometry.Resized(new(Voxels(0), Voxels(1), Voxels(2)));
        double Sigma(int axis) => target.Size[axis] < size[axis] ? target.Spacing[axis] / 2 : 0;
        return Resample.To(Gaussian.InMillimetres(image, new Vector3(Sigma(0), Sigma(1), Sigma(2)), threads), target, Interpolation.Linear, threads: threads);
    }

    /// <summary>One point in each of as many equal shares of the voxels, anywhere in its voxel: on the grid itself, interpolation would favour some maps.</summary>
    private List<(Vector3 Point, float Value)> Points(Volume<float> fixedImage, int level)
    {
        var (size, place, random) = (this.fixedImage.Size, Imaging.Affine.Of(this.fixedImage.Geometry), new SeededRandom(options.Seed, "registration", level));
        var values = new MovingSampler(fixedImage, null);
        var toImage = values.IndexOf(new(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1), default));
        var voxels = inside?.Length ?? this.fixedImage.Array.Length;
        var count = Math.Min(options.Samples, voxels);
        var points = new List<(Vector3, float)>(count);
        double Jitter(int length) => length == 1 ? 0 : random.Uniform(-0.5, 0.5);
        for (var i = 0; i < count; i++)
        {
            var chosen = Math.Min((int)((i + random.NextDouble()) * voxels / count), voxels - 1);
            var voxel = inside is null ? chosen : inside[chosen];
            var (x, y, z) = (voxel % size.X, voxel / size.X % size.Y, voxel / size.X / size.Y);
            var point = place.At(new(x + Jitter(size.X), y + Jitter(size.Y), z + Jitter(size.Z)));
            if (values.TrySample(toImage.At(point), out var value, out _))
                points.Add((point, value));
        }
        return points.Count > 0 ? points : throw new ArgumentException("has no finite value where points are taken", nameof(fixedImage));
    }

    private Affine Start(MattesMetric metric, Volume<float> still, Volume<float> moving)
    {
        var starts = Starts(still, moving).Select(start => (Map: start, Value: metric.Evaluate(start, []))).ToArray();
        var best = starts.MinBy(start => start.Value);
        if (double.IsPositiveInfinity(best.Value))
            throw new ArgumentException("does not overlap the fixed image where the search would begin; another start or an initial map may help", nameof(moving));
        return best.Map;
    }

    private IEnumerable<Affine> Starts(Volume<float> still, Volume<float> moved)
    {
        if (options.Initial is { } initial)
            return [initial];
        Vector3[] shifts = options.Start switch
        {
            RegistrationStart.Identity => [default],
            RegistrationStart.Centres => [Centre(moving) - Centre(fixedImage)],
            RegistrationStart.CentresOfMass => [CentreOfMass(moved) - CentreOfMass(still)],
            _ => [default, Centre(moving) - Centre(fixedImage), CentreOfMass(moved) - CentreOfMass(still)],
        };
        return shifts.Select(shift => new Affine(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1), IntoPlane(shift)));
    }

    /// <summary>A slice stays in the moving image's plane.</summary>
    private Vector3 IntoPlane(Vector3 shift)
    {
        if (Dimensions == 3)
            return shift;
        var across = (moving.Geometry.Origin - fixedImage.Geometry.Origin).Dot(Normal);
        return shift + (across - shift.Dot(Normal)) * Normal;
    }

    private static Vector3 Centre(Volume<float> image) => Imaging.Affine.Of(image.Geometry).At(new((image.Size.X - 1) / 2.0, (image.Size.Y - 1) / 2.0, (image.Size.Z - 1) / 2.0));

    private static Vector3 CentreOfMass(Volume<float> image)
    {
        var (low, _) = ValueRange.Of(image) ?? (0, 0);
        var (mass, sum, i) = (0.0, default(Vector3), 0);
        for (var z = 0; z < image.Size.Z; z++)
        {
            for (var y = 0; y < image.Size.Y; y++)
            {
                for (var x = 0; x < image.Size.X; x++, i++)
                {
                    if (!float.IsFinite(image.Array[i]))
                        continue;
                    var weight = (double)image.Array[i] - low;
                    mass += weight;
                    sum += weight * new Vector3(x, y, z);
                }
            }
        }
        return mass > 0 ? Imaging.Affine.Of(image.Geometry).At(1 / mass * sum) : Centre(image);
    }
}
