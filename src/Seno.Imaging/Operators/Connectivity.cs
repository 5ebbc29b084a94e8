namespace Seno.Imaging.Operators;

/// <summary>Which voxels count as neighbours.</summary>
public enum Connectivity
{
    /// <summary>Sharing a face: 4 in 2-D, 6 in 3-D.</summary>
    Faces,

    /// <summary>Sharing a face or an edge: 8 in 2-D, 18 in 3-D.</summary>
    Edges,

    /// <summary>Sharing a face, an edge or a corner: 8 in 2-D, 26 in 3-D.</summary>
    Corners,
}
