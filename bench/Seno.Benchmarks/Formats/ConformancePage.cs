using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Imaging.Operators;

namespace Seno.Benchmarks.Formats;

/// <summary>conformance DATA PAGE: every file of the conformance folders, and what became of it.</summary>
internal static class ConformancePage
{
    private static readonly string[] Folders = ["nifti", "nifti_orientations", "nrrd"];
    private static readonly string[] Documents = [".txt", ".md", ""];

    public static int Run(string[] args)
    {
        if (args.Length != 2)
        {
            Console.Error.WriteLine("usage: bench/conformance DATA");
            return 2;
        }
        AtomicFile.WriteText(args[1], Page(Path.Combine(args[0], "conformance")));
        return 0;
    }

    private static string Page(string root)
    {
        var page = new StringBuilder("""
            # Conformance: NIfTI and NRRD

            Written by `bench/conformance DATA`, where DATA/conformance holds the test files of nibabel (`nifti`), niivue (`nifti_orientations`) and
            pynrrd (`nrrd`). CRC-32 is of all voxels as little-endian float32, x fastest; "in RAS" after turning the image to RAS without interpolation.
            `ConformanceTests` compares sizes, places, values and checksums with those of nibabel 5.0.0 and of an independent reading of NRRD.

            """);
        foreach (var folder in Folders)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {folder}\n\n| file | format | size | spacing, mm | axes | CRC-32 | in RAS |\n|---|---|---|---|---|---|---|\n");
            var files = Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
            foreach (var file in files.Where(file => ImageFile.EndingOf(file) is not null))
                page.Append(Row(file)).Append('\n');
            var others = files.Where(file => ImageFile.EndingOf(file) is null && !Documents.Contains(Path.GetExtension(file))).Select(Path.GetFileName).ToArray();
            if (others.Length > 0)
                page.Append(CultureInfo.InvariantCulture, $"\nOf other formats, or voxels that belong to a header above: {string.Join(", ", others)}.\n");
        }
        return page.ToString();
    }

    private static string Row(string file)
    {
        try
        {
            var content = ImageFile.ReadContent(file);
            var geometry = content.Images.Geometry;
            var volumes = content.Images.Volumes.Count;
            var times = content.Images.Times is { } given ? string.Create(CultureInfo.InvariantCulture, $", {given[^1]:0.###} s") : "";
            return $"| {Path.GetFileName(file)} | {content.Format}, {content.StoredAs} | {geometry.Size}{(volumes > 1 ? $", {volumes} volumes{times}" : "")} | {Spacing(geometry)} | {AxisCodes.Of(geometry)} | {Checksum(content.Images)} | {Checksum(Reorient.To(content.Images, "RAS"))} |";
        }
        catch (DataException failure)
        {
            return $"| {Path.GetFileName(file)} | refused: {failure.Problem}. {failure.Cure}. | | | | | |";
        }
    }

    private static string Spacing(Geometry geometry) =>
        string.Create(CultureInfo.InvariantCulture, $"{geometry.Spacing.X:0.####} × {geometry.Spacing.Y:0.####} × {geometry.Spacing.Z:0.####}");

    private static string Checksum(VolumeSequence images)
    {
        var checksum = new Crc32();
        foreach (var volume in images.Volumes)
            checksum.Append(MemoryMarshal.AsBytes<float>(volume.Span));
        return $"`{checksum.GetCurrentHashAsUInt32().ToString("x8", CultureInfo.InvariantCulture)}`";
    }
}
