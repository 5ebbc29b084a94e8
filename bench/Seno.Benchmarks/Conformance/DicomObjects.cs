using System.Runtime.InteropServices;
using Seno.Imaging;
using Seno.Imaging.Formats.Dicom;

namespace Seno.Benchmarks.Conformance;

/// <summary>dicom-objects OUT: one DICOM object of every kind that Seno writes, and what they must hold as raw bytes, for bench/dicom-conformance.</summary>
internal static class DicomObjects
{
    private static readonly Geometry Oblique = new(
        new(37, 29, 11),
        new(0.7, 0.9, 2.5),
        new(-31.25, 42.5, 107),
        // 30° about z, then 20° about x
        new(new(0.8660254037844387, 0.4698463103929542, 0.1710100716628344), new(-0.5, 0.8137976813493738, 0.2961981327260237), new(0, -0.3420201433256687, 0.9396926207859084)));

    public static int Run(string folder)
    {
        Directory.CreateDirectory(folder);
        var (image, labels) = (Image(), Labels());
        File.WriteAllBytes(Path.Combine(folder, "image.raw"), MemoryMarshal.AsBytes(image.Span));
        File.WriteAllBytes(Path.Combine(folder, "labels.raw"), labels.Span);
        foreach (var modality in new[] { "CT", "MR", "OT" })
            DicomSeriesFiles.Write(Path.Combine(folder, modality), new([image]), new() { Modality = modality, PatientId = "Größe^Ä", Identity = modality });
        DicomSeriesFiles.Write(Path.Combine(folder, "phases"), new([image, image.Map(value => value + 50), image.Map(value => value * 2)], [0, 60, 150]), new() { Modality = "MR", Identity = "phases" });
        using var source = DicomSource.Open(Path.Combine(folder, "CT"));
        var series = source.Only();
        DicomSegment[] segments = [new(1, "Läsion"), new(2, "nekrotisch") { Algorithm = "MANUAL" }];
        DicomSegmentation.Write(Path.Combine(folder, "seg-binary.dcm"), labels, segments, series);
        DicomSegmentation.WriteFractions(Path.Combine(folder, "seg-fractional.dcm"), [Fraction(labels, 1), Fraction(labels, 2)], segments, series);
        DicomSegmentation.WriteFractions(Path.Combine(folder, "seg-occupancy.dcm"), [Fraction(labels, 1)], segments[..1], series, occupancy: true);
        DicomStructures.Write(Path.Combine(folder, "rtstruct.dcm"), labels, segments, series);
        return 0;
    }

    private static Volume<float> Image()
    {
        var image = new Volume<float>(Oblique);
        for (var i = 0; i < image.Array.Length; i++)
            image.Array[i] = i % 3001 - 1000;
        return image;
    }

    /// <summary>Bars of different lengths from one corner, so that a mirror image is another object, and a block with a hole.</summary>
    private static Volume<byte> Labels()
    {
        var labels = new Volume<byte>(Oblique);
        for (var x = 3; x < 30; x++)
            labels[x, 4, 2] = labels[x, 5, 2] = 1;
        for (var y = 4; y < 20; y++)
            labels[3, y, 2] = labels[4, y, 2] = 1;
        for (var z = 2; z < 9; z++)
            labels[3, 4, z] = 1;
        for (var y = 12; y < 25; y++)
        {
            for (var x = 15; x < 33; x++)
                labels[x, y, 6] = (byte)(x is > 18 and < 24 && y is > 14 and < 19 ? 0 : 2);
        }
        return labels;
    }

    private static Volume<float> Fraction(Volume<byte> labels, int segment) => labels.Map(label => label == segment ? 0.75f : 0);
}
