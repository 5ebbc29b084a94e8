using Seno.Imaging;

namespace Seno.Phantoms.Lesions;

/// <summary>The share of each voxel that lies within lesions: the soft truth, and by one half the hard one.</summary>
public static class Occupancy
{
    private const int Samples = 6;

    /// <value>Points along each axis, faces and edges included, that must agree before a voxel counts as all or nothing.</value>
    private const int Probes = 3;

    /// <param name="lesions">In the coordinates of the grid.</param>
    /// <param name="geometry">Identity direction.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>0..1, in steps of 1/216 at a lesion's edge.</returns>
    public static Volume<float> Of(IReadOnlyList<Lesion> lesions, Geometry geometry, int threads = 0)
    {
        var shares = new Volume<float>(geometry);
        foreach (var lesion in lesions)
            Add(lesion, shares, threads);
        return shares;
    }

    /// <summary>1 where at least half of the voxel is lesion.</summary>
    public static Volume<byte> Hard(Volume<float> shares) => shares.Map(share => share >= 0.5f ? (byte)1 : (byte)0);

    private static void Add(Lesion lesion, Volume<float> shares, int threads)
    {
        var (size, spacing, origin) = (shares.Size, shares.Geometry.Spacing, shares.Geometry.Origin);
        var (x0, x1) = Range(lesion.Centre.X, lesion.Reach, origin.X, spacing.X, size.X);
        var (y0, y1) = Range(lesion.Centre.Y, lesion.Reach, origin.Y, spacing.Y, size.Y);
        var (z0, z1) = Range(lesion.Centre.Z, lesion.Reach, origin.Z, spacing.Z, size.Z);
        Slices.ForEach(Math.Max(0, z1 - z0), threads, plane =>
        {
            var z = z0 + plane;
            for (var y = y0; y < y1; y++)
            {
                for (var x = x0; x < x1; x++)
                {
                    ref var share = ref shares[x, y, z];
                    share = Math.Max(share, Share(lesion, origin.X + x * spacing.X, origin.Y + y * spacing.Y, origin.Z + z * spacing.Z, spacing));
                }
            }
        });
    }

    private static float Share(Lesion lesion, double x, double y, double z, Vector3 spacing)
    {
        if ((new Vector3(x, y, z) - lesion.Centre).Length > lesion.Reach + spacing.Length)
            return 0;
        var inside = 0;
        for (var i = 0; i < Probes * Probes * Probes; i++)
        {
            double Side(int step) => step / (Probes - 1.0) - 0.5;
            if (lesion.Contains(x + Side(i % Probes) * spacing.X, y + Side(i / Probes % Probes) * spacing.Y, z + Side(i / (Probes * Probes)) * spacing.Z))
                inside++;
        }
        if (inside is 0 or Probes * Probes * Probes)
            return inside == 0 ? 0 : 1;
        inside = 0;
        for (var i = 0; i < Samples * Samples * Samples; i++)
        {
            if (lesion.Contains(x + Offset(i % Samples) * spacing.X, y + Offset(i / Samples % Samples) * spacing.Y, z + Offset(i / (Samples * Samples)) * spacing.Z))
                inside++;
        }
        return inside / (float)(Samples * Samples * Samples);
    }

    private static double Offset(int sample) => (sample + 0.5) / Samples - 0.5;

    private static (int From, int To) Range(double centre, double reach, double origin, double spacing, int count) => (
        Math.Clamp((int)Math.Floor((centre - reach - origin) / spacing), 0, count),
        Math.Clamp((int)Math.Ceiling((centre + reach - origin) / spacing) + 1, 0, count));
}
