namespace Seno.Imaging.Operators;

/// <summary>One bar of a persistence barcode, by the voxels that begin and end it as a threshold falls.</summary>
/// <param name="Birth">Index of the voxel whose value begins the component, loop or cavity.</param>
/// <param name="Death">Index of the voxel whose value ends it; −1 for the one component that nothing ends.</param>
public readonly record struct PersistencePair(int Birth, int Death)
{
    /// <value>That of the component that nothing ends.</value>
    public const int Never = -1;
}
