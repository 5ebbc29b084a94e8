using Seno.Imaging;

namespace Seno.Evaluation.Consensus;

/// <summary>The smallest box about everything that any reader drew: distances need not be measured farther away.</summary>
internal static class UnionBox
{
    /// <param name="masks">On one grid.</param>
    /// <param name="margin">Room left around the box along each axis, voxels; cut at the grid's faces.</param>
    /// <returns>The box's lowest indices and size; null where nothing is drawn.</returns>
    public static (Size3 First, Size3 Size)? Of(IReadOnlyList<Volume<byte>> masks, Size3 margin)
    {
        var size = masks[0].Size;
        var (x0, y0, z0, x1, y1, z1) = (int.MaxValue, int.MaxValue, int.MaxValue, -1, -1, -1);
        foreach (var mask in masks)
        {
            for (var row = 0; row < size.Y * size.Z; row++)
            {
                var line = mask.Span.Slice(row * size.X, size.X);
                var first = line.IndexOfAnyExcept((byte)0);
                if (first < 0)
                    continue;
                (x0, x1) = (Math.Min(x0, first), Math.Max(x1, line.LastIndexOfAnyExcept((byte)0)));
                (y0, y1) = (Math.Min(y0, row % size.Y), Math.Max(y1, row % size.Y));
                (z0, z1) = (Math.Min(z0, row / size.Y), Math.Max(z1, row / size.Y));
            }
        }
        if (x1 < 0)
            return null;
        var low = new Size3(Math.Max(0, x0 - margin.X), Math.Max(0, y0 - margin.Y), Math.Max(0, z0 - margin.Z));
        return (low, new(Math.Min(size.X - 1, x1 + margin.X) - low.X + 1, Math.Min(size.Y - 1, y1 + margin.Y) - low.Y + 1, Math.Min(size.Z - 1, z1 + margin.Z) - low.Z + 1));
    }
}
