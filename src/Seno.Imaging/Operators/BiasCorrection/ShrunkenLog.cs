namespace Seno.Imaging.Operators;

/// <summary>The logarithm of block means, each over the voxels of a block that lie in the mask and are finite and above 0.</summary>
internal sealed class ShrunkenLog
{
    private const int Fewest = 8;

    private ShrunkenLog(Size3 size, float[][] axes)
    {
        (Size, Axes) = (size, axes);
        (Values, Inside) = (new float[size.Voxels], new bool[size.Voxels]);
    }

    public Size3 Size { get; }

    /// <value>Along each axis, where the blocks have their middle, the image's faces at 0 and 1.</value>
    public float[][] Axes { get; }

    public float[] Values { get; }

    public bool[] Inside { get; }

    public int Count => Inside.Count(inside => inside);

    public static ShrunkenLog Of(Volume<float> image, Volume<byte>? mask, int shrink)
    {
        var size = image.Size;
        int[] blocks = [.. Enumerable.Range(0, 3).Select(axis => Math.Clamp(size[axis] / Fewest, 1, shrink))];
        var axes = Enumerable.Range(0, 3).Select(axis => Places(size[axis], blocks[axis])).ToArray();
        var log = new ShrunkenLog(new(axes[0].Length, axes[1].Length, axes[2].Length), axes);
        var (sums, counts) = (new double[log.Values.Length], new int[log.Values.Length]);
        for (var (i, row) = (0, 0); row < size.Y * size.Z; row++)
        {
            var target = log.Size.X * (row % size.Y / blocks[1] + log.Size.Y * (row / size.Y / blocks[2]));
            for (var x = 0; x < size.X; x++, i++)
            {
                var value = image.Array[i];
                if (!(value > 0 && float.IsFinite(value)) || (mask is not null && mask.Array[i] == 0))
                    continue;
                sums[target + x / blocks[0]] += value;
                counts[target + x / blocks[0]]++;
            }
        }
        for (var i = 0; i < sums.Length; i++)
        {
            log.Inside[i] = counts[i] > 0;
            log.Values[i] = counts[i] > 0 ? (float)Math.Log(sums[i] / counts[i]) : 0;
        }
        return log;
    }

    public static float[] Places(int length, int block) =>
        [.. Enumerable.Range(0, (length + block - 1) / block).Select(i => (float)((i * block + Math.Min(length, (i + 1) * block)) / 2.0 / length))];
}
