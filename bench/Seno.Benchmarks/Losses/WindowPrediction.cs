using Seno.Imaging;
using Seno.Learning.Inference;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Benchmarks.Losses;

/// <summary>Segments a volume through windows of a slice or of a volume that overlap by a quarter; where they do, class scores are averaged. A window that shows air alone is background unseen.</summary>
internal static class WindowPrediction
{
    private const double Overlap = 0.25;
    private const float Air = -600;
    private const int Together = 8;

    /// <param name="task">Of two classes.</param>
    /// <param name="image">As the network sees it.</param>
    /// <param name="hounsfield">The same in HU.</param>
    /// <param name="patch">x, y and, in three dimensions, z.</param>
    /// <returns>1: lesion.</returns>
    public static Volume<byte> Of(LearningTask task, Volume<float> image, Volume<float> hounsfield, IReadOnlyList<int> patch)
    {
        var size = image.Size;
        var window = new Size3(patch[0], patch[1], patch.Count == 3 ? patch[2] : 1);
        var corners =
            from z in Tiles.Starts(size.Z, window.Z, Overlap)
            from y in Tiles.Starts(size.Y, window.Y, Overlap)
            from x in Tiles.Starts(size.X, window.X, Overlap)
            where Cut(hounsfield, new(x, y, z), window).AsSpan().ContainsAnyInRange(Air, float.MaxValue)
            select new Size3(x, y, z);
        var scores = new float[image.Array.Length];
        foreach (var some in corners.Chunk(Together))
            Add(task, image, some, window, patch.Count, scores);
        return new Volume<float>(image.Geometry, scores).Map(score => score > 0 ? (byte)1 : (byte)0);
    }

    private static void Add(LearningTask task, Volume<float> image, Size3[] corners, Size3 window, int dimensions, float[] scores)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var windows = corners.SelectMany(corner => Cut(image, corner, window)).ToArray();
        long[] shape = dimensions == 3 ? [corners.Length, 1, window.Z, window.Y, window.X] : [corners.Length, 1, window.Y, window.X];
        var answers = task.Predict(tensor(windows, shape));
        var lesion = (answers.narrow(1, 1, 1) - answers.narrow(1, 0, 1)).contiguous().data<float>().ToArray();
        var read = 0;
        foreach (var corner in corners)
        {
            foreach (var row in Rows(image.Size, corner, window))
            {
                for (var x = 0; x < window.X; x++)
                    scores[row + x] += lesion[read++];
            }
        }
    }

    private static float[] Cut(Volume<float> image, Size3 corner, Size3 window)
    {
        var cut = new float[window.X * window.Y * window.Z];
        var written = 0;
        foreach (var row in Rows(image.Size, corner, window))
        {
            image.Array.AsSpan(row, window.X).CopyTo(cut.AsSpan(written));
            written += window.X;
        }
        return cut;
    }

    /// <returns>Where each row of a window starts.</returns>
    private static IEnumerable<int> Rows(Size3 size, Size3 corner, Size3 window) =>
        from z in Enumerable.Range(corner.Z, window.Z)
        from y in Enumerable.Range(corner.Y, window.Y)
        select corner.X + size.X * (y + size.Y * z);
}
