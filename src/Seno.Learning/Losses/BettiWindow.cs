using Seno.Imaging;

namespace Seno.Learning.Losses;

/// <summary>A box of a patch, and what of the patch lies in it.</summary>
/// <param name="Whole">The patch's size.</param>
/// <param name="Start">The box's first voxel.</param>
/// <param name="Size">The box's size.</param>
internal sealed record BettiWindow(Size3 Whole, Size3 Start, Size3 Size)
{
    /// <summary>Of boxes that overlap by half, the one in which answer and reference differ most; of equal ones the first.</summary>
    /// <param name="longest">Voxels of a side at most; 0: the whole patch.</param>
    public static BettiWindow Of(float[] answer, float[] reference, Size3 whole, int longest)
    {
        int Side(int side) => longest == 0 ? side : Math.Min(side, longest);
        var size = new Size3(Side(whole.X), Side(whole.Y), Side(whole.Z));
        if (size == whole)
            return new(whole, default, whole);
        return (
            from z in Starts(whole.Z, size.Z)
            from y in Starts(whole.Y, size.Y)
            from x in Starts(whole.X, size.X)
            select new BettiWindow(whole, new(x, y, z), size)).MaxBy(window => window.Difference(answer, reference))!;
    }

    /// <returns>The index in the patch of a voxel of the box.</returns>
    public int Voxel(int inside)
    {
        var (row, x) = Math.DivRem(inside, Size.X);
        var (z, y) = Math.DivRem(row, Size.Y);
        return Start.X + x + Whole.X * (Start.Y + y + Whole.Y * (Start.Z + z));
    }

    public Volume<float> Of(float[] patch)
    {
        var box = new Volume<float>(new Geometry(Size));
        for (var row = 0; row < Size.Y * Size.Z; row++)
            patch.AsSpan(Voxel(row * Size.X), Size.X).CopyTo(box.Span[(row * Size.X)..]);
        return box;
    }

    private static IEnumerable<int> Starts(int whole, int size)
    {
        var steps = (int)Math.Ceiling((whole - size) / Math.Max(size / 2.0, 1));
        return Enumerable.Range(0, steps + 1).Select(step => steps == 0 ? 0 : (whole - size) * step / steps);
    }

    private double Difference(float[] answer, float[] reference)
    {
        var sum = 0.0;
        for (var row = 0; row < Size.Y * Size.Z; row++)
        {
            var start = Voxel(row * Size.X);
            for (var i = start; i < start + Size.X; i++)
                sum += Math.Abs(answer[i] - reference[i]);
        }
        return sum;
    }
}
