using System.Diagnostics;
using System.Globalization;
using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats.Dicom;

namespace Seno.Benchmarks.Comparing;

/// <summary>Reading an uncompressed series of 500 slices into one volume, against pydicom and NumPy.</summary>
internal static class DicomComparison
{
    private const int Slices = 500;
    private const int Side = 512;
    private const int Times = 5;

    public static IReadOnlyList<ComparisonRow> Run(string peers)
    {
        var folder = Directory.CreateTempSubdirectory("seno-bench-").FullName;
        try
        {
            DicomSeriesFiles.Write(folder, new([Simulated()]), new() { Modality = "CT" });
            var mean = Read(folder).Array.Average(value => (double)value);
            var ours = OrderStatistics.Median(Enumerable.Range(0, Times).Select(_ => Milliseconds(folder)));
            var peer = Peer.Run(peers, "dicom.py", folder);
            if (peer is { } answer && Math.Abs(answer.GetProperty("mean").GetDouble() - mean) > 1e-3)
                throw new InvalidOperationException("the peer reads other values");
            var version = peer?.GetProperty("pydicom").GetString() ?? "";
            return [new(string.Create(CultureInfo.InvariantCulture, $"DICOM series of {Slices} slices of {Side}², uncompressed; peer: pydicom {version} and NumPy"), ours, peer.Milliseconds("dicom_ms"), 2)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Volume<float> Simulated()
    {
        var image = new Volume<float>(new Geometry(new(Side, Side, Slices), new(0.3, 0.3, 0.3)));
        Parallel.For(0, Slices, z =>
        {
            var random = new SeededRandom(1, "comparison", z);
            foreach (ref var value in image.Span.Slice(z * Side * Side, Side * Side))
                value = random.Next(3000) - 1000;
        });
        return image;
    }

    private static double Milliseconds(string folder)
    {
        var clock = Stopwatch.StartNew();
        Read(folder);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static Volume<float> Read(string folder)
    {
        using var source = DicomSource.Open(folder);
        return source.Only().Read().Volumes[0];
    }
}
