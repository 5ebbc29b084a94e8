using Seno.Core;
using Seno.Imaging.Formats;

namespace Seno.Imaging.Tests.Formats;

/// <summary>A good image to damage: the file that is opened, and those it refers to.</summary>
internal sealed record FuzzSeed(string Name, IReadOnlyList<(string Name, byte[] Bytes)> Files)
{
    private const int LargestSeed = 100_000;

    /// <summary>A small image of every ending: two volumes with times and names, or a picture.</summary>
    /// <param name="scratch">An empty folder.</param>
    public static IReadOnlyList<FuzzSeed> Made(string scratch)
    {
        var geometry = new Geometry(new(7, 5, 3), new(0.5, 0.75, 2), new(-10, 20.5, 30));
        var random = new SeededRandom(1, "fuzz seed");
        Volume<float> Noise(Geometry grid) => new Volume<float>(grid).Map(_ => (float)random.Next(250));
        var series = new ImageContent
        {
            Format = "",
            StoredAs = "",
            VoxelType = VoxelType.Int16,
            Images = new([Noise(geometry), Noise(geometry)], [0, 60]),
            LabelNames = new Dictionary<byte, string> { [1] = "lesion" },
            Pairs = [new("key", "value")],
        };
        var picture = Noise(new(new(23, 17, 1)));
        return [.. ImageFile.Endings.Order(StringComparer.Ordinal).Select(ending =>
        {
            // a folder each: headers and voxels of two formats may have one name
            var path = Path.Combine(Directory.CreateDirectory(Path.Combine(scratch, ending.Replace('.', '_'))).FullName, "image" + ending);
            if (ImageFile.KeepsPlace(path) || ending == ".npy")
                ImageFile.Write(path, series);
            else
                ImageFile.Write(path, picture);
            return Of(path);
        })];
    }

    /// <summary>Every small file of the conformance folder that has the ending of a format.</summary>
    public static IReadOnlyList<FuzzSeed> Real(string conformance) => [.. Directory.EnumerateFiles(conformance, "*", SearchOption.AllDirectories)
        .Where(file => ImageFile.EndingOf(file) is not null && new FileInfo(file).Length < LargestSeed)
        .Where(file => !file.Contains("dicom", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(Of)];

    /// <summary>With its neighbours of the same stem, or those its text names.</summary>
    private static FuzzSeed Of(string path)
    {
        var start = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path).AsSpan(0, (int)Math.Min(4096, new FileInfo(path).Length)));
        var others = Directory.EnumerateFiles(Path.GetDirectoryName(path)!)
            .Where(other => other != path && new FileInfo(other).Length < LargestSeed)
            .Where(other => start.Contains(Path.GetFileName(other), StringComparison.Ordinal) || Path.GetFileName(other) == Path.GetFileName(path).Replace(".hdr", ".img", StringComparison.Ordinal));
        return new(Path.GetFileName(path), [.. others.Prepend(path).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))]);
    }
}
