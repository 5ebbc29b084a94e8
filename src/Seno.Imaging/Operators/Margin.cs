namespace Seno.Imaging.Operators;

/// <summary>A copy of a grid with some voxels more on every side, so that a neighbourhood never ends at an edge.</summary>
internal sealed class Margin
{
    private Margin(Size3 size, float[] values)
    {
        (Size, Values) = (size, values);
    }

    public Size3 Size { get; }

    public float[] Values { get; }

    /// <param name="width">Voxels more on either side of x, y and z; an axis of one voxel gets none.</param>
    public static Margin Around(Volume<float> image, Size3 width, Edge edge, int threads)
    {
        var (own, values) = (image.Size, image.Array);
        var size = new Size3(own.X + 2 * width.X, own.Y + 2 * width.Y, own.Z + 2 * width.Z);
        var result = GC.AllocateUninitializedArray<float>(checked((int)size.Voxels));
        Pieces.ForEach(size.Z, threads, z =>
        {
            var plane = own.Y * edge.Inside(z - width.Z, own.Z);
            for (var y = 0; y < size.Y; y++)
            {
                var row = values.AsSpan(own.X * (plane + edge.Inside(y - width.Y, own.Y)), own.X);
                edge.Extend<float>(row, width.X, result.AsSpan(size.X * (y + size.Y * z), size.X));
            }
        });
        return new(size, result);
    }
}
