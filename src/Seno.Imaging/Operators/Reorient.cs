namespace Seno.Imaging.Operators;

/// <summary>The same voxels in another order: axes exchanged and reversed until they run where an axis code or another grid says. Nothing
/// is interpolated.</summary>
public static class Reorient
{
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="code">An axis code such as RAS, LPS or PIR: where x, y and z of the result run, as near as an oblique grid allows.</param>
    /// <returns>The image on a grid that puts every voxel where it was in the patient; itself where it runs so already.</returns>
    /// <exception cref="ArgumentException">Not an axis code, or an image whose place in the patient is unknown.</exception>
    public static Volume<T> To<T>(Volume<T> image, string code)
        where T : unmanaged => AxisTurn.To(image.Geometry, code).Of(image);

    /// <summary>Every volume of a sequence; times stay.</summary>
    /// <exception cref="ArgumentException">As for one volume.</exception>
    public static VolumeSequence To(VolumeSequence images, string code) => new([.. images.Volumes.Select(volume => To(volume, code))], images.Times);

    /// <summary>The image with its axes in the order and sense of another grid's: every voxel stays where it was in the patient.</summary>
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="grid">Whose axes the result's run along.</param>
    /// <exception cref="ArgumentException">The axes of the two are not the same lines, or a place is unknown.</exception>
    public static Volume<T> Like<T>(Volume<T> image, Geometry grid)
        where T : unmanaged =>
        AxisTurn.Like(image.Geometry, grid)?.Of(image) ?? throw new ArgumentException(
            "its axes run along other lines than the image's",
            nameof(grid));

    /// <returns>What <see cref="Like"/> makes of a grid; null where it would throw.</returns>
    public static Geometry? Grid(Geometry image, Geometry grid) => AxisTurn.Like(image, grid)?.Of(image);
}
