using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Imaging.Formats.Dicom;
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
            # Conformance

            Written by `bench/conformance DATA`, where DATA/conformance holds the test files of nibabel (`nifti`), niivue (`nifti_orientations`),
            pynrrd (`nrrd`), highdicom, pydicom and others (`dicom_*`). CRC-32 is of all voxels as little-endian float32, x fastest; "in RAS" after turning the image to RAS without interpolation.
            `ConformanceTests` and `DicomConformanceTests` compare sizes, places, values and checksums with those of nibabel 5.0.0, of an independent
            reading of NRRD, and of pydicom 2.3.

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
        foreach (var folder in Directory.EnumerateDirectories(root, "dicom_*").Order(StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {Path.GetFileName(folder)}\n\n| file | holds | size | spacing, mm | axes | CRC-32 |\n|---|---|---|---|---|---|\n");
            foreach (var path in DicomPaths(folder))
                page.Append(DicomRow(folder, path)).Append('\n');
        }
        return page.ToString();
    }

    /// <summary>A folder of numbered slices stands for its series; every other file is looked at alone.</summary>
    private static IEnumerable<string> DicomPaths(string root)
    {
        var folders = Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).Prepend(root).Order(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            var files = Directory.GetFiles(folder).Where(DicomSource.IsDicom).Order(StringComparer.Ordinal).ToArray();
            if (files.Length > 20 && files.All(file => Path.GetFileName(file).StartsWith("DCM_IMG_", StringComparison.Ordinal)))
                yield return folder;
            else
            {
                foreach (var file in files)
                    yield return file;
            }
        }
    }

    private static string DicomRow(string root, string path)
    {
        var name = Path.GetRelativePath(root, path);
        try
        {
            using var found = DicomSource.Open(path);
            if (found.Structures is [var drawn])
                return $"| {name} | RTSTRUCT: {string.Join(", ", DicomStructures.Read(drawn).Regions.Select(region => region.Name))} | | | | |";
            if (found.Segmentations is [var drawing])
            {
                var segmentation = DicomSegmentation.Read(drawing);
                var segments = new VolumeSequence([.. segmentation.Segments.Select(segment => segmentation.Fractions(segment.Number))]);
                return DicomRow(name, $"SEG, {segmentation.Segments.Count} segment(s)", segments);
            }
            var series = found.Only();
            return DicomRow(name, $"{series.Modality}, {series.Frames} image(s)", series.Read());
        }
        catch (DataException failure)
        {
            return $"| {name} | refused: {failure.Problem.Replace('|', '/')} | | | | |";
        }
    }

    private static string DicomRow(string name, string holds, VolumeSequence images)
    {
        var geometry = images.Geometry;
        return $"| {name} | {holds} | {geometry.Size}{(images.Volumes.Count > 1 ? $", {images.Volumes.Count} volumes" : "")} | {(geometry.SpacingKnown ? Spacing(geometry) : "unknown")} | {(geometry.SpacingKnown ? AxisCodes.Of(geometry) : "")} | {Checksum(images)} |";
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
