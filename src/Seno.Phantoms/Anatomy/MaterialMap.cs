using Seno.Imaging;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.Anatomy;

/// <summary>A breast on a scanner's grid: what each voxel is made of, and in which shares where it is made of several.</summary>
/// <remarks>
/// A voxel whose centre and whose six neighbours' centres agree counts as pure; every other is sampled at 2 × 2 × 2 points, and where
/// calcifications are near, whose grains are smaller than voxels and thirty times as dense, each at 5 × 5 × 5.
/// </remarks>
public sealed class MaterialMap
{
    private const int Samples = 2;
    private const int SamplesNearCalcium = 5;
    private static readonly int Materials = Enum.GetValues<Material>().Length;

    private readonly Mixed[] slices;

    private MaterialMap(Volume<byte> centres, Mixed[] slices) => (Centres, this.slices) = (centres, slices);

    /// <value><see cref="Material"/> at each voxel's centre.</value>
    public Volume<byte> Centres { get; }

    /// <param name="anatomy">The breast.</param>
    /// <param name="geometry">Identity direction; mm in the breast's own coordinates.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <param name="moved">Where what lies at a point of the grid lies in the breast, mm; null where nothing has moved.</param>
    public static MaterialMap Of(BreastAnatomy anatomy, Geometry geometry, int threads = 0, Func<Vector3, Vector3>? moved = null)
    {
        var centres = new Volume<byte>(geometry);
        var (size, spacing, origin) = (geometry.Size, geometry.Spacing, geometry.Origin);
        Slices.ForEach(size.Z, threads, z =>
        {
            var plane = centres.Array.AsSpan(z * size.X * size.Y, size.X * size.Y);
            for (var y = 0; y < size.Y; y++)
            {
                for (var x = 0; x < size.X; x++)
                    plane[x + size.X * y] = (byte)At(anatomy, origin.X + x * spacing.X, origin.Y + y * spacing.Y, origin.Z + z * spacing.Z, moved);
            }
        });
        var slices = new Mixed[size.Z];
        Slices.ForEach(size.Z, threads, z => slices[z] = Mix(anatomy, centres, z, moved));
        return new(centres, slices);
    }

    /// <summary>An image in which each material has one value and a mixed voxel their mean.</summary>
    /// <param name="values">By <see cref="Material"/>.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    public Volume<float> Image(float[] values, int threads = 0)
    {
        if (values.Length != Materials)
            throw new ArgumentException($"{values.Length} values given for {Materials} materials", nameof(values));
        var image = new Volume<float>(Centres.Geometry);
        var area = Centres.Size.X * Centres.Size.Y;
        Slices.ForEach(Centres.Size.Z, threads, z =>
        {
            var source = Centres.Array.AsSpan(z * area, area);
            var target = image.Array.AsSpan(z * area, area);
            for (var i = 0; i < area; i++)
                target[i] = values[source[i]];
            var mixed = slices[z];
            for (var i = 0; i < mixed.Places.Length; i++)
            {
                var (sum, samples) = (0f, 0);
                for (var material = 0; material < Materials; material++)
                {
                    sum += mixed.Counts[i * Materials + material] * values[material];
                    samples += mixed.Counts[i * Materials + material];
                }
                target[mixed.Places[i]] = sum / samples;
            }
        });
        return image;
    }

    /// <summary>The labels of tissueTr: <see cref="TissueLabels"/> of the centres.</summary>
    public Volume<byte> Tissues() => Centres.Map(material => TissueLabels.Of((Material)material));

    private static Mixed Mix(BreastAnatomy anatomy, Volume<byte> centres, int z, Func<Vector3, Vector3>? moved)
    {
        var (size, spacing, origin) = (centres.Size, centres.Geometry.Spacing, centres.Geometry.Origin);
        var places = new List<int>();
        var counts = new List<byte>();
        Span<byte> shares = stackalloc byte[Materials];
        Lesion[] clusters = [.. anatomy.Lesions.Where(lesion => lesion.Kind == LesionKind.Calcifications)];
        for (var y = 0; y < size.Y; y++)
        {
            for (var x = 0; x < size.X; x++)
            {
                var point = origin + new Vector3(x * spacing.X, y * spacing.Y, z * spacing.Z);
                var nearCalcium = clusters.Length > 0 && Array.Exists(clusters, cluster => ((moved?.Invoke(point) ?? point) - cluster.Centre).Length < cluster.Reach + spacing.Length);
                if (!nearCalcium && IsPure(centres, x, y, z))
                    continue;
                Sample(anatomy, point, spacing, nearCalcium ? SamplesNearCalcium : Samples, moved, shares);
                places.Add(x + size.X * y);
                counts.AddRange(shares);
            }
        }
        return new([.. places], [.. counts]);
    }

    private static void Sample(BreastAnatomy anatomy, Vector3 point, Vector3 spacing, int samples, Func<Vector3, Vector3>? moved, Span<byte> counts)
    {
        counts.Clear();
        for (var i = 0; i < samples * samples * samples; i++)
        {
            counts[(int)At(
                anatomy,
                point.X + Offset(i % samples, samples) * spacing.X,
                point.Y + Offset(i / samples % samples, samples) * spacing.Y,
                point.Z + Offset(i / (samples * samples), samples) * spacing.Z,
                moved)]++;
        }
    }

    private static Material At(BreastAnatomy anatomy, double x, double y, double z, Func<Vector3, Vector3>? moved)
    {
        if (moved is null)
            return anatomy.At(x, y, z);
        var point = moved(new(x, y, z));
        return anatomy.At(point.X, point.Y, point.Z);
    }

    private static double Offset(int sample, int samples) => (sample + 0.5) / samples - 0.5;

    private static bool IsPure(Volume<byte> centres, int x, int y, int z)
    {
        var (size, own) = (centres.Size, centres[x, y, z]);
        return (x == 0 || centres[x - 1, y, z] == own) && (x == size.X - 1 || centres[x + 1, y, z] == own)
            && (y == 0 || centres[x, y - 1, z] == own) && (y == size.Y - 1 || centres[x, y + 1, z] == own)
            && (z == 0 || centres[x, y, z - 1] == own) && (z == size.Z - 1 || centres[x, y, z + 1] == own);
    }

    /// <summary>The mixed voxels of a slice and how many of the samples fell into each material.</summary>
    private sealed record Mixed(int[] Places, byte[] Counts);
}
