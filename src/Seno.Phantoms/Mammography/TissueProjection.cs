using Seno.Imaging;
using Seno.Phantoms.Anatomy;

namespace Seno.Phantoms.Mammography;

/// <summary>The breast without its lesions, projected through the cone beam on to the detector.</summary>
/// <param name="Attenuation">∫ µ dl along each ray.</param>
/// <param name="Thickness">mm of breast along each ray.</param>
/// <param name="Dense">mm of fibroglandular tissue along each ray.</param>
/// <param name="Skin">mm of skin along each ray.</param>
/// <param name="Tissue">Label of <see cref="TissueLabels"/> that makes up most of each ray; 0 beside the breast.</param>
internal sealed record TissueProjection(Volume<float> Attenuation, Volume<float> Thickness, Volume<float> Dense, Volume<float> Skin, Volume<byte> Tissue)
{
    /// <param name="breast">Between the paddles.</param>
    /// <param name="scanner">Whose beam it is.</param>
    /// <param name="grid">On the detector: x is w, y is u.</param>
    /// <param name="coefficients">Per mm, by <see cref="Material"/>.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    public static TissueProjection Of(CompressedBreast breast, MammographyScanner scanner, Geometry grid, float[] coefficients, int threads)
    {
        var projection = new TissueProjection(new(grid), new(grid), new(grid), new(grid), new(grid));
        Slices.ForEach(grid.Size.Y, threads, y =>
        {
            Span<double> paths = stackalloc double[MaterialPaths.Count];
            for (var x = 0; x < grid.Size.X; x++)
            {
                var ray = MammographySimulator.Ray(breast, scanner, grid, x, y);
                MaterialPaths.Along(
                    v => breast.TissueAt(ray.U * ray.ScaleAt(v), v, ray.W * ray.ScaleAt(v)), breast.Compression.Bottom - 0.5, breast.Compression.Top + 0.5, paths);
                projection.Enter(x + grid.Size.X * y, paths, coefficients, ray.Obliquity);
            }
        });
        return projection;
    }

    private void Enter(int place, ReadOnlySpan<double> paths, float[] coefficients, double obliquity)
    {
        Span<double> labelled = stackalloc double[TissueLabels.Names.Count];
        var (attenuation, thickness) = (0.0, 0.0);
        for (var material = (int)Material.Air + 1; material < paths.Length; material++)
        {
            attenuation += coefficients[material] * paths[material];
            thickness += paths[material];
            labelled[TissueLabels.Of((Material)material)] += paths[material];
        }
        Attenuation.Array[place] = (float)(obliquity * attenuation);
        Thickness.Array[place] = (float)(obliquity * thickness);
        Dense.Array[place] = (float)(obliquity * paths[(int)Material.Fibroglandular]);
        Skin.Array[place] = (float)(obliquity * paths[(int)Material.Skin]);
        byte most = 0;
        for (byte label = 1; label < labelled.Length; label++)
        {
            if (labelled[label] > labelled[most])
                most = label;
        }
        Tissue.Array[place] = most;
    }
}
