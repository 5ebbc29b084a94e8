namespace Seno.Imaging.Operators;

/// <summary>Background that the foreground shuts in.</summary>
/// <remarks>Agrees with scipy's binary_fill_holes. In a single slice only the edges along x and y are ways out.</remarks>
public static class FillHoles
{
    /// <param name="mask">Foreground is what is not 0; it is not changed.</param>
    /// <param name="connectivity">Which background voxels count as neighbours: with more of them there are more ways out.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>1 in the foreground and in background from which no edge of the grid can be reached, 0 elsewhere.</returns>
    public static Volume<byte> In(Volume<byte> mask, Connectivity connectivity = Connectivity.Faces, int threads = 0)
    {
        var size = mask.Size;
        var background = mask.Map(voxel => (byte)(voxel == 0 ? 1 : 0));
        var runs = ForegroundRuns.Of(background, threads);
        var open = runs.Describe(runs.Number(connectivity, threads)).Select(component => Enumerable.Range(0, mask.Geometry.Dimensions)
            .Any(axis => component.First[axis] == 0 || component.Last[axis] == size[axis] - 1)).ToArray();
        var result = Grid.Unwritten<byte>(mask.Geometry);
        runs.Paint(result, threads, label => open[label - 1] ? (byte)1 : (byte)0);
        return result.Map(isOpen => (byte)(1 - isOpen));
    }
}
