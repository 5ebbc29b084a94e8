using System.Diagnostics;
using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Benchmarks.Comparing;

/// <summary>Reading and writing a compressed volume, in Seno and in nibabel: the same voxels, and the same file to read.</summary>
internal static class FormatsComparison
{
    private const int Times = 7;
    private const string Volume = "256×256×128";

    private static readonly (string Name, VoxelType Type)[] Kinds = [("int16", VoxelType.Int16), ("float32", VoxelType.Float32)];

    public static IReadOnlyList<ComparisonRow> Run(string peers)
    {
        var folder = Directory.CreateTempSubdirectory("seno-compare-").FullName;
        try
        {
            return [.. Kinds.SelectMany(kind => Rows(peers, folder, kind.Name, kind.Type))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<ComparisonRow> Rows(string peers, string folder, string name, VoxelType type)
    {
        var (theirs, ours) = (Path.Combine(folder, $"theirs-{name}.nii.gz"), Path.Combine(folder, $"ours-{name}.nii.gz"));
        // without nibabel, ours reads what ours wrote
        if (!File.Exists(ours))
            ImageFile.Write(ours, Simulated(type));
        var first = Peer.Run(peers, "formats.py", "--type", name, "--write", theirs, "--source", ours);
        var source = first is null ? ours : theirs;
        var content = ImageFile.ReadContent(source) with { VoxelType = type };
        var read = MedianMs(() => ImageFile.Read(source));
        var write = MedianMs(() => ImageFile.Write(ours, content));
        // ours between two runs of the peer, whose times are averaged: the machine may slow down meanwhile
        var second = Peer.Run(peers, "formats.py", "--type", name, "--write", theirs, "--source", ours);
        var version = first?.GetProperty("nibabel").GetString();
        double? Mean(string part) => (first.Milliseconds(part) + second.Milliseconds(part)) / 2;
        yield return new($"read .nii.gz of {Volume} {name} as float32 (file by nibabel); peer: nibabel {version}, get_fdata(float32)", read, Mean("read_ms"), 1.5);
        yield return new($"write .nii.gz of {Volume} {name} ({Megabytes(ours)} MB; nibabel's {Megabytes(theirs)} MB); peer: nibabel {version}, save", write, Mean("write_ms"), 3);
    }

    private static string Megabytes(string path) => File.Exists(path) ? (new FileInfo(path).Length / 1e6).ToString("F1", System.Globalization.CultureInfo.InvariantCulture) : "?";

    /// <summary>Like a CT: air at −1000 HU around an ellipsoid at 40 HU, noise of 10 and 15 HU.</summary>
    private static ImageContent Simulated(VoxelType type)
    {
        var image = new Volume<float>(new Geometry(new(256, 256, 128), new(0.7, 0.7, 1)));
        var random = new SeededRandom(1, "comparison");
        for (var i = 0; i < image.Array.Length; i++)
        {
            var (x, y, z) = (i % 256 / 128.0 - 1, i / 256 % 256 / 128.0 - 1, i / 65536 / 64.0 - 1);
            var value = x * x + y * y + z * z < 0.8 ? 40 + 15 * random.Normal() : -1000 + 10 * random.Normal();
            image.Array[i] = type.Whole() ? (float)Math.Round(value) : (float)value;
        }
        return new() { Format = "", StoredAs = "", VoxelType = type, Images = new([image]) };
    }

    private static double MedianMs(Action work)
    {
        for (var warm = 0; warm < 3; warm++)
            work();
        return OrderStatistics.Median(Enumerable.Range(0, Times).Select(_ =>
        {
            var clock = Stopwatch.StartNew();
            work();
            return clock.Elapsed.TotalMilliseconds;
        }));
    }
}
