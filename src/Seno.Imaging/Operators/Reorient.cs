namespace Seno.Imaging.Operators;

/// <summary>The same voxels in another order: axes exchanged and reversed until they run where an axis code says. Nothing is interpolated.</summary>
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
}
