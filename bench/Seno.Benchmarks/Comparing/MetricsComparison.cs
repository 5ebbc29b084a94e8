using System.Diagnostics;
using System.Globalization;
using Seno.Core;
using Seno.Evaluation;
using Seno.Evaluation.Distance;
using Seno.Imaging;

namespace Seno.Benchmarks.Comparing;

/// <summary>All surface metrics of a lesion of 20 mm in a volume of breast CT, beside SciPy's distance transforms, the two taking turns.</summary>
internal static class MetricsComparison
{
    private const int OurTimes = 7;

    /// <summary>The peer's name for the work, what it is, how often it is repeated, and what is asked.</summary>
    private static readonly (string Name, string Title, int Times, double Asked)[] Peers =
    [
        ("whole", "SciPy, distance transforms of the whole volume", 1, 10),
        ("cropped", "SciPy, distance transforms of the box around both masks", 5, 0),
    ];

    public static IReadOnlyList<ComparisonRow> Run(CompareOptions options)
    {
        var geometry = new Geometry(new(2 * options.Size, 2 * options.Size, options.Size), new(0.3, 0.3, 0.3));
        var (prediction, reference) = (Ellipsoid(geometry, new(9, 11, 10), 1.5), Ellipsoid(geometry, new(10, 10, 10), 0));
        var folder = Directory.CreateTempSubdirectory("seno-metrics");
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "prediction.u8"), prediction.Array);
            File.WriteAllBytes(Path.Combine(folder.FullName, "reference.u8"), reference.Array);
            using var peer = new PeerSession(options.Peers, "metrics.py", folder.FullName, options.Size.ToString(CultureInfo.InvariantCulture));
            return [.. Peers.SelectMany(work => Compare(work, prediction, reference, peer))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<ComparisonRow> Compare((string Name, string Title, int Times, double Asked) work, Volume<byte> prediction, Volume<byte> reference, PeerSession peer)
    {
        List<double> ours = [], theirs = [];
        for (var i = 0; i < Math.Max(OurTimes, work.Times); i++)
        {
            ours.Add(Milliseconds(prediction, reference));
            if (i < work.Times && peer.Milliseconds(work.Name) is { } time)
                theirs.Add(time);
        }
        var title = $"HD, HD95, ASSD, MASD, NSD at 0.3, 1 and 2 mm and boundary IoU, {reference.Size} of 0.3 mm, lesion of 20 mm, ours on 1 thread; peer: {work.Title}, without boundary IoU";
        yield return new(title, OrderStatistics.Median(ours), theirs.Count == 0 ? null : OrderStatistics.Median(theirs), work.Asked);
    }

    private static double Milliseconds(Volume<byte> prediction, Volume<byte> reference)
    {
        var clock = Stopwatch.StartNew();
        var masks = new LabelComparison(prediction, reference, 1);
        var values = new[]
        {
            HausdorffDistance.Of(masks.Surfaces), HausdorffDistance95.Of(masks.Surfaces), AverageSymmetricSurfaceDistance.Of(masks.Surfaces), MeanAverageSurfaceDistance.Of(masks.Surfaces),
            NormalizedSurfaceDice.Of(masks.Surfaces, 0.3), NormalizedSurfaceDice.Of(masks.Surfaces, 1), NormalizedSurfaceDice.Of(masks.Surfaces, 2),
            BoundaryIntersectionOverUnion.Of(masks),
        };
        var time = clock.Elapsed.TotalMilliseconds;
        return values.All(double.IsFinite) ? time : throw new InvalidOperationException("a metric is not finite");
    }

    /// <param name="geometry">Of the volume, in whose middle it lies.</param>
    /// <param name="radii">mm.</param>
    /// <param name="shift">Along x, mm.</param>
    private static Volume<byte> Ellipsoid(Geometry geometry, Vector3 radii, double shift)
    {
        var (mask, size, spacing) = (new Volume<byte>(geometry), geometry.Size, geometry.Spacing);
        for (var z = 0; z < size.Z; z++)
            for (var y = 0; y < size.Y; y++)
                for (var x = 0; x < size.X; x++)
                {
                    var point = new Vector3(((x - size.X / 2) * spacing.X - shift) / radii.X, (y - size.Y / 2) * spacing.Y / radii.Y, (z - size.Z / 2) * spacing.Z / radii.Z);
                    mask[x, y, z] = (byte)(point.Length <= 1 ? 1 : 0);
                }
        return mask;
    }
}
