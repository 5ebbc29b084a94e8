namespace Seno.Imaging;

/// <summary>The axis that a volume's slices lie across: its coarsest, which need not be the third in the file.</summary>
/// <remarks>Tools that turn volumes to a canonical order (RAS) leave sagittal slices along the first axis and coronal ones along the
/// second.</remarks>
public static class SliceAxis
{
    /// <summary>Below this ratio of voxel sizes no resolution worth the name is lost, and the file's own third axis is kept.</summary>
    public const double Coarser = 1.2;

    /// <returns>0, 1 or 2: of a single slice its only axis of one voxel; else the coarsest; the third where voxels are nearly cubes or of
    /// unknown size.</returns>
    public static int Of(Geometry geometry)
    {
        int[] flat = [.. Enumerable.Range(0, 3).Where(axis => geometry.Size[axis] == 1)];
        if (flat is [var only])
            return only;
        if (flat.Length > 1 || !geometry.SpacingKnown)
            return 2;
        var coarsest = Enumerable.Range(0, 3).MaxBy(axis => geometry.Spacing[axis]);
        return geometry.Spacing[coarsest] > Coarser * geometry.Spacing.Z ? coarsest : 2;
    }
}
