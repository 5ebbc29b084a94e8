using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>The surface on which an image, linear along the grid's edges, has a given value.</summary>
/// <remarks>
/// Lorensen and Cline, Computer Graphics 21, 1987. Where the corners of a face alternate, those above the level are kept apart, on both
/// sides of the face alike, so the surface has no holes but at the grid's edges. Where no face is ambiguous it has the vertices of
/// scikit-image's marching_cubes. A NaN lies below every level, half a voxel from the surface.
/// </remarks>
public static class MarchingCubes
{
    private const int PlanesPerSlab = 8;

    /// <param name="image">The image, at least two voxels along every axis; it is not changed.</param>
    /// <param name="level">In the image's unit; inside is what is greater.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>An empty mesh where nothing crosses the level.</returns>
    /// <exception cref="ArgumentException">An axis has one voxel only, or the level is not finite.</exception>
    public static TriangleMesh Surface(Volume<float> image, float level, int threads = 0)
    {
        if (image.Size.X < 2 || image.Size.Y < 2 || image.Size.Z < 2)
            throw new ArgumentException($"{image.Size} has no volume; a surface needs two voxels along every axis", nameof(image));
        if (!float.IsFinite(level))
            throw new ArgumentException("must be finite", nameof(level));
        var slabs = new SurfaceSlab[(image.Size.Z - 1 + PlanesPerSlab - 1) / PlanesPerSlab];
        Pieces.ForEach(slabs.Length, threads, i => slabs[i] = SurfaceSlab.Of(image, level, i * PlanesPerSlab, Math.Min(image.Size.Z - 1, (i + 1) * PlanesPerSlab)));
        return Joined(slabs);
    }

    [MethodImpl(Hot.Loop)]
    private static TriangleMesh Joined(SurfaceSlab[] slabs)
    {
        var vertices = new float[slabs.Sum(slab => (long)slab.Vertices.Count)];
        var triangles = new int[slabs.Sum(slab => (long)slab.Triangles.Count)];
        var (vertex, corner) = (0, 0);
        foreach (var slab in slabs)
        {
            slab.Vertices.CopyTo(vertices, vertex);
            var (own, next) = (vertex / 3, (vertex + slab.Vertices.Count) / 3);
            foreach (var number in slab.Triangles)
                triangles[corner++] = number >= 0 ? own + number : next + ~number;
            vertex += slab.Vertices.Count;
        }
        return new(vertices, triangles);
    }
}
