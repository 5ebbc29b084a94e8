using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>What can be reached from seed voxels without leaving a range of values.</summary>
/// <remarks>A NaN lies in no range.</remarks>
public static class RegionGrowing
{
    /// <summary>Through voxels from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="seeds">Voxel indices; a seed whose own value is out of range grows into nothing.</param>
    /// <param name="low">In the image's unit; −∞ for no bound.</param>
    /// <param name="high">In the image's unit; +∞ for no bound.</param>
    /// <param name="connectivity">Which voxels count as neighbours.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>1 in the region, 0 elsewhere.</returns>
    /// <exception cref="ArgumentException">No seed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A seed that does not lie in the grid, or bounds that fall or are NaN.</exception>
    public static Volume<byte> Within(Volume<float> image, IReadOnlyList<Size3> seeds, float low, float high, Connectivity connectivity = Connectivity.Faces, int threads = 0)
    {
        RequireInside(seeds, image.Size);
        if (!(low <= high))
            throw new ArgumentOutOfRangeException(nameof(high), $"the range from {low} to {high} is empty");
        return Grow(image, seeds, low, high, connectivity, threads);
    }

    /// <summary>
    /// Through voxels within some standard deviations of the mean: first of the seeds' surroundings, then, several times, of the region found.
    /// The range is widened to hold the seeds' own values. ITK's ConfidenceConnectedImageFilter, its defaults included.
    /// </summary>
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="seeds">Voxel indices.</param>
    /// <param name="deviations">Standard deviations (of a sample) to either side of the mean. Default 2.5.</param>
    /// <param name="iterations">How often mean and deviation are taken from the region and it is grown anew, at most. Default 4.</param>
    /// <param name="radius">Voxels to either side of a seed that the first mean and deviation are taken from; beyond the grid its edge voxel repeats. Default 1: a box of 3.</param>
    /// <param name="connectivity">Which voxels count as neighbours.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>1 in the region, 0 elsewhere; and the last range, in the image's unit.</returns>
    /// <exception cref="ArgumentException">No seed, or a NaN in the surroundings of one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A seed that does not lie in the grid, or a negative number.</exception>
    public static (Volume<byte> Region, float Low, float High) Confident(
        Volume<float> image, IReadOnlyList<Size3> seeds, double deviations = 2.5, int iterations = 4, int radius = 1, Connectivity connectivity = Connectivity.Faces, int threads = 0)
    {
        RequireInside(seeds, image.Size);
        Grid.RequireLength(deviations, nameof(deviations));
        ArgumentOutOfRangeException.ThrowIfNegative(iterations);
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        var own = seeds.Select(seed => image[seed.X, seed.Y, seed.Z]).ToArray();
        (float Low, float High) Range(Moments moments) => (
            Math.Min(own.Min(), (float)(moments.Mean - deviations * moments.Deviation)),
            Math.Max(own.Max(), (float)(moments.Mean + deviations * moments.Deviation)));

        var moments = Surroundings(image, seeds, radius);
        var (low, high) = Range(moments);
        if (!(low <= high))
            throw new ArgumentException("a seed has a NaN in its surroundings", nameof(seeds));
        var region = Grow(image, seeds, low, high, connectivity, threads);
        for (var i = 0; i < iterations; i++)
        {
            moments = InRegion(image, region, moments.Mean, threads);
            if (moments.Deviation == 0)
                break;
            var before = (low, high);
            (low, high) = Range(moments);
            if (before == (low, high))
                break;
            region = Grow(image, seeds, low, high, connectivity, threads);
        }
        return (region, low, high);
    }

    private static void RequireInside(IReadOnlyList<Size3> seeds, Size3 size)
    {
        if (seeds.Count == 0)
            throw new ArgumentException("a region needs at least one seed", nameof(seeds));
        foreach (var seed in seeds)
        {
            if (!((uint)seed.X < (uint)size.X && (uint)seed.Y < (uint)size.Y && (uint)seed.Z < (uint)size.Z))
                throw new ArgumentOutOfRangeException(nameof(seeds), $"seed ({seed.X}, {seed.Y}, {seed.Z}) does not lie in {size}");
        }
    }

    private static Volume<byte> Grow(Volume<float> image, IReadOnlyList<Size3> seeds, float low, float high, Connectivity connectivity, int threads)
    {
        var region = Grid.Unwritten<byte>(image.Geometry);
        Pieces.ForRanges(image.Array.Length, 1 << 16, threads, [MethodImpl(Hot.Loop)] (start, end) =>
        {
            var values = image.Array.AsSpan(start, end - start);
            var target = region.Array.AsSpan(start, end - start);
            for (var i = 0; i < values.Length; i++)
                target[i] = values[i] >= low & values[i] <= high ? (byte)1 : (byte)0;
        });
        var runs = ForegroundRuns.Of(region, threads);
        var reached = new bool[runs.Number(connectivity, threads) + 1];
        foreach (var seed in seeds)
            reached[runs.NumberAt(seed.X, seed.Y, seed.Z)] = true;
        runs.Paint(region, threads, component => reached[component] ? (byte)1 : (byte)0);
        return region;
    }

    private static Moments Surroundings(Volume<float> image, IReadOnlyList<Size3> seeds, int radius)
    {
        var moments = default(Moments);
        int Reach(int axis) => image.Size[axis] == 1 ? 0 : radius;
        int Near(int seed, int step, int axis) => Edge.Repeat.Inside(seed + step - Reach(axis), image.Size[axis]);
        foreach (var seed in seeds)
        {
            for (var z = 0; z <= 2 * Reach(2); z++)
                for (var y = 0; y <= 2 * Reach(1); y++)
                    for (var x = 0; x <= 2 * Reach(0); x++)
                        moments = moments.With(image[Near(seed.X, x, 0), Near(seed.Y, y, 1), Near(seed.Z, z, 2)]);
        }
        return moments;
    }

    /// <summary>Plane by plane, so that threads change no bit.</summary>
    private static Moments InRegion(Volume<float> image, Volume<byte> region, double near, int threads)
    {
        var area = image.Size.X * image.Size.Y;
        var planes = new Moments[image.Size.Z];
        Pieces.ForEach(planes.Length, threads, z => planes[z] = InPlane(image.Array.AsSpan(z * area, area), region.Array.AsSpan(z * area, area), near));
        return planes.Aggregate(default(Moments), (sum, plane) => sum.With(plane));
    }

    /// <param name="near">A value near the mean: squares of distances from it lose nothing.</param>
    [MethodImpl(Hot.Loop)]
    private static Moments InPlane(ReadOnlySpan<float> values, ReadOnlySpan<byte> region, double near)
    {
        var (number, sum, squares) = (0L, 0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            if (region[i] == 0)
                continue;
            var distance = values[i] - near;
            number++;
            sum += distance;
            squares += distance * distance;
        }
        return number == 0 ? default : new(number, near + sum / number, Math.Max(0, squares - sum * sum / number));
    }

    /// <summary>Number, mean and sum of squared distances from it, as they grow (Welford; Chan, Golub and LeVeque).</summary>
    private readonly record struct Moments(long Number, double Mean, double Squares)
    {
        /// <value>Of a sample; 0 for a single value.</value>
        public double Deviation => Number > 1 ? Math.Sqrt(Squares / (Number - 1)) : 0;

        public Moments With(double value)
        {
            var mean = Mean + (value - Mean) / (Number + 1);
            return new(Number + 1, mean, Squares + (value - Mean) * (value - mean));
        }

        public Moments With(Moments other)
        {
            var number = Number + other.Number;
            var difference = other.Mean - Mean;
            return number == 0 ? this : new(number, Mean + difference * other.Number / number, Squares + other.Squares + difference * difference * Number * other.Number / number);
        }
    }
}
