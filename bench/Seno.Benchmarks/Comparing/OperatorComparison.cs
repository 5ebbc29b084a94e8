using System.Diagnostics;
using System.Globalization;
using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Benchmarks.Comparing;

/// <summary>3-D operators beside SciPy's and scikit-image's on the same voxels, the two taking turns.</summary>
internal static class OperatorComparison
{
    private const int Threads = 2;

    /// <summary>The peer's name for the work, what it is, how often it is repeated, what is asked, and ours by threads.</summary>
    private sealed record Work(string Name, string Title, int Times, double Asked, Action<OperatorImages, int> Ours);

    private static readonly Work[] Works =
    [
        new("copy", "copy of the image, 1 thread: the memory's floor; peer: NumPy", 9, 0, (images, _) => images.Image.Array.AsSpan().ToArray()),
        new("distance", "Euclidean distance, 0.7 × 1 × 2.5 mm; peer: SciPy", 3, 8, (images, threads) => DistanceTransform.ToBackground(images.Anisotropic, threads)),
        new("components6", "components, 6 neighbours; peer: SciPy", 7, 3, (images, threads) => ConnectedComponents.Label(images.Mask, Connectivity.Faces, threads)),
        new("components26", "components, 26 neighbours; peer: SciPy", 7, 3, (images, threads) => ConnectedComponents.Label(images.Mask, Connectivity.Corners, threads)),
        new("gaussian", "Gaussian, σ = 2; peer: SciPy", 5, 3, (images, threads) => Gaussian.InVoxels(images.Image, 2, threads)),
        new("cubic", "cubic B-spline to 3/4; peer: SciPy", 3, 5, (images, threads) => Resample.To(images.Image, images.ThreeQuarters, Interpolation.CubicSpline, antiAlias: false, threads)),
        new("linear", "linear to 3/4; peer: SciPy", 7, 3, (images, threads) => Resample.To(images.Image, images.ThreeQuarters, Interpolation.Linear, antiAlias: false, threads)),
        new("median", "median of 3³, half the size; peer: SciPy", 5, 5, (images, threads) => Median.Of(images.Octant, 1, threads)),
        new("dilation", "grey dilation by a ball of 5, half the size; peer: SciPy", 5, 10, (images, threads) => GreyMorphology.Dilate(images.Octant, 5, threads)),
        new("otsu", "Otsu; peer: scikit-image", 7, 4, (images, threads) => Otsu.Threshold(images.Image, 256, threads)),
        new("percentiles", "percentiles 0.5 and 99.5; peer: NumPy", 5, 1, (images, threads) => Percentiles.Of(images.Image, [0.5, 99.5], threads)),
        new("surface", "marching cubes; peer: scikit-image", 3, 3, (images, threads) => MarchingCubes.Surface(images.Image, 1, threads)),
        new("watershed", "watershed from all minima; peer: scikit-image", 1, 6, (images, threads) => Watershed.FromMinima(images.Image, Connectivity.Faces, null, threads)),
    ];

    public static IReadOnlyList<ComparisonRow> Run(CompareOptions options)
    {
        var images = new OperatorImages(options.Size);
        var folder = Directory.CreateTempSubdirectory("seno-operators");
        try
        {
            images.Write(folder.FullName);
            using var peer = new PeerSession(options.Peers, "operators.py", folder.FullName, options.Size.ToString(CultureInfo.InvariantCulture));
            return [.. Works.SelectMany(work => Compare(work, images, peer))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Ours alone, from half the size to the size; the "peer" is the smaller one times eight, so a ratio of 1 is growth with the number of voxels.</summary>
    public static IReadOnlyList<ComparisonRow> Growth(CompareOptions options)
    {
        var small = Works.ToDictionary(work => work.Name, work => MedianMs(work, new OperatorImages(options.Size / 2)));
        var images = new OperatorImages(options.Size);
        return [.. Works.Select(work => new ComparisonRow($"{work.Title.Split(';')[0]}, {options.Size}³; peer: ours at {options.Size / 2}³ times 8", MedianMs(work, images), 8 * small[work.Name], 0))];
    }

    private static double MedianMs(Work work, OperatorImages images)
    {
        Milliseconds(() => work.Ours(images, Threads));
        return OrderStatistics.Median(Enumerable.Range(0, 3).Select(_ => Milliseconds(() => work.Ours(images, Threads))));
    }

    private static IEnumerable<ComparisonRow> Compare(Work work, OperatorImages images, PeerSession peer)
    {
        List<double> both = [], one = [], theirs = [];
        Milliseconds(() => work.Ours(images, Threads));
        for (var i = 0; i < work.Times; i++)
        {
            both.Add(Milliseconds(() => work.Ours(images, Threads)));
            if (peer.Milliseconds(work.Name) is { } peerMs)
                theirs.Add(peerMs);
            one.Add(Milliseconds(() => work.Ours(images, 1)));
        }
        double? peers = theirs.Count == 0 ? null : OrderStatistics.Median(theirs);
        yield return new(work.Title, OrderStatistics.Median(both), peers, work.Asked);
        if (work.Asked > 0)
            yield return new($"{work.Title}, ours on 1 thread", OrderStatistics.Median(one), peers, 0);
    }

    private static double Milliseconds(Action work)
    {
        // What the work before left is not this one's to collect.
        GC.Collect();
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalMilliseconds;
    }
}
