using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Imaging.Formats.Dicom;

namespace Seno.Imaging.Tests.Formats;

/// <summary>A good image to damage: the file that is opened, and those it refers to.</summary>
internal sealed record FuzzSeed(string Name, IReadOnlyList<(string Name, byte[] Bytes)> Files)
{
    private const int LargestSeed = 100_000;

    /// <summary>Start of the transfer syntaxes that GDCM decodes.</summary>
    private const string Jpeg = "1.2.840.10008.1.2.4.";

    /// <value>Of which group of seeds. Default: its own.</value>
    public string Group { get; init; } = Name;

    /// <value>DICOM, or an archive of that.</value>
    public bool Dicom { get; init; }

    /// <value>The folder of the files is opened, not the first of them.</value>
    public bool IsFolder { get; init; }

    /// <value>Pixels are decoded by GDCM, in a process of its own.</value>
    public bool Native { get; init; }

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

    /// <summary>Objects of every kind that Seno writes, and a study of them as a folder and in archives.</summary>
    /// <param name="scratch">An empty folder.</param>
    public static IReadOnlyList<FuzzSeed> MadeDicom(string scratch)
    {
        var random = new SeededRandom(1, "fuzz seed");
        var grid = new Geometry(new(7, 5, 3), new(0.5, 0.75, 2), new(-10, 20.5, 30));
        Volume<float> Noise() => new Volume<float>(grid).Map(_ => (float)random.Next(250));
        var study = Directory.CreateDirectory(Path.Combine(scratch, "study")).FullName;
        DicomSeriesFiles.Write(study, new([Noise()]), new() { Modality = "CT", Identity = "study" });
        var phases = Directory.CreateDirectory(Path.Combine(scratch, "phases")).FullName;
        DicomSeriesFiles.Write(phases, new([Noise(), Noise()], [0, 60]), new() { Modality = "MR", Identity = "phases" });
        using (var source = DicomSource.Open(study))
        {
            var labels = new Volume<byte>(grid).Map(_ => (byte)random.Next(3));
            DicomSegment[] segments = [new(1, "one"), new(2, "two")];
            DicomStructures.Write(Path.Combine(study, "structures.dcm"), labels, segments, source.Only());
            DicomSegmentation.Write(Path.Combine(study, "segmentation.dcm"), labels, segments, source.Only());
            DicomSegmentation.WriteFractions(Path.Combine(scratch, "fractions.dcm"), [Noise().Map(value => value / 250)], segments[..1], source.Only());
        }
        ZipFile.CreateFromDirectory(study, Path.Combine(scratch, "study.zip"));
        using (var gzip = new GZipStream(File.Create(Path.Combine(scratch, "study.tar.gz")), CompressionLevel.Fastest))
            TarFile.CreateFromDirectory(study, gzip, includeBaseDirectory: true);
        string[] single = [Directory.GetFiles(study).Order(StringComparer.Ordinal).First(), Path.Combine(study, "structures.dcm"), Path.Combine(study, "segmentation.dcm"), Path.Combine(scratch, "fractions.dcm"), Path.Combine(scratch, "study.zip"), Path.Combine(scratch, "study.tar.gz")];
        return [.. single.Select(file => new FuzzSeed(Path.GetFileName(file), [(Path.GetFileName(file), File.ReadAllBytes(file))]) { Dicom = true }), .. new[] { study, phases }.Select(OfFolder)];
    }

    /// <summary>Every small DICOM file of the conformance folder, with or without an ending.</summary>
    public static IReadOnlyList<FuzzSeed> RealDicom(string conformance) => [.. Directory.EnumerateFiles(conformance, "*", SearchOption.AllDirectories)
        .Where(file => new FileInfo(file).Length is > 0 and < LargestSeed && ImageFile.EndingOf(file) is null && DicomSource.IsDicom(file))
        .Order(StringComparer.Ordinal)
        .Select(file => (Name: Path.GetRelativePath(conformance, file).Replace('\\', '/'), Bytes: File.ReadAllBytes(file)))
        .Select(file => (file.Name, file.Bytes, Native: Head(file.Bytes).Contains(Jpeg, StringComparison.Ordinal)))
        .Select(file => new FuzzSeed(file.Name, [(Path.GetFileName(file.Name), file.Bytes)])
        {
            Dicom = true,
            Native = file.Native,
            Group = file.Name.Split('/')[0] + (file.Native ? ", decoded by GDCM" : ""),
        })];

    private static FuzzSeed OfFolder(string folder) =>
        new(Path.GetFileName(folder), [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))]) { Dicom = true, IsFolder = true };

    private static string Head(byte[] bytes) => Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(4096, bytes.Length)));

    /// <summary>With its neighbours of the same stem, or those its text names.</summary>
    private static FuzzSeed Of(string path)
    {
        var start = Head(File.ReadAllBytes(path));
        var others = Directory.EnumerateFiles(Path.GetDirectoryName(path)!)
            .Where(other => other != path && new FileInfo(other).Length < LargestSeed)
            .Where(other => start.Contains(Path.GetFileName(other), StringComparison.Ordinal) || Path.GetFileName(other) == Path.GetFileName(path).Replace(".hdr", ".img", StringComparison.Ordinal));
        return new(Path.GetFileName(path), [.. others.Prepend(path).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))]);
    }
}
