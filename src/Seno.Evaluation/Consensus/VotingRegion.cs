using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Evaluation.Consensus;

/// <summary>Where readers' votes are compared: over the whole image agreement and specificity would only measure the field of view.</summary>
public static class VotingRegion
{
    /// <returns>1 mm, or 3 px where the voxel size is unknown: about as far as careful readers' contours part. At this radius STAPLE finds the simulated readers' true rates.</returns>
    public static double DefaultRadius(Geometry geometry) => geometry.SpacingKnown ? 1 : 3;

    /// <summary>Everything within a distance of what any reader drew.</summary>
    /// <param name="masks">Labels on one grid.</param>
    /// <param name="radius">In the grid's unit: mm, or px where the voxel size is unknown.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>1 inside, 0 outside; nothing where nothing is drawn.</returns>
    public static Volume<byte> DilatedUnion(IReadOnlyList<Volume<byte>> masks, double radius, int threads = 0)
    {
        var region = new Volume<byte>(masks[0].Geometry);
        var spacing = region.Geometry.Spacing;
        int Reach(int axis) => (int)Math.Min(Math.Ceiling(radius / spacing[axis]), region.Size[axis]);
        if (UnionBox.Of(masks, new(Reach(0), Reach(1), Reach(2))) is not { } box)
            return region;
        var union = new Volume<byte>(new Geometry(box.Size, spacing));
        ForRows(box, region.Size, (row, start, count) =>
        {
            foreach (var mask in masks)
            {
                var line = mask.Span.Slice(start, count);
                for (var x = 0; x < count; x++)
                    union.Array[row * count + x] |= (byte)(line[x] != 0 ? 1 : 0);
            }
        });
        var dilated = BinaryMorphology.Dilate(union, radius, threads);
        ForRows(box, region.Size, (row, start, count) => dilated.Span.Slice(row * count, count).CopyTo(region.Span[start..]));
        return region;
    }

    /// <summary>Calls with every row of a box: its number, where it starts in the whole grid, and its length.</summary>
    private static void ForRows((Size3 First, Size3 Size) box, Size3 grid, Action<int, int, int> row)
    {
        for (var i = 0; i < box.Size.Y * box.Size.Z; i++)
        {
            var (y, z) = (box.First.Y + i % box.Size.Y, box.First.Z + i / box.Size.Y);
            row(i, box.First.X + grid.X * (y + grid.Y * z), box.Size.X);
        }
    }
}
