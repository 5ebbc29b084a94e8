using Seno.Imaging.Formats.Dicom;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Writing;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats.Dicom;

/// <summary>Small DICOM objects made for a test.</summary>
internal static class DicomSample
{
    public static readonly Dictionary<string, Direction> Orientations = new(StringComparer.Ordinal)
    {
        ["axial"] = Direction.Identity,
        ["sagittal"] = new(new(0, 1, 0), new(0, 0, -1), new(-1, 0, 0)),
        ["coronal"] = new(new(1, 0, 0), new(0, 0, -1), new(0, 1, 0)),
        // 30° about z, then 20° about x
        ["oblique"] = Oblique(Math.PI / 6, Math.PI / 9),
    };

    /// <summary>An object that no mirror image or rotation maps to itself: three bars of different lengths from one corner, and a hole.</summary>
    public static Volume<byte> Asymmetric(Geometry geometry)
    {
        var labels = new Volume<byte>(geometry);
        for (var x = 2; x < 11; x++)
            labels[x, 2, 1] = labels[x, 3, 1] = 1;
        for (var y = 2; y < 8; y++)
            labels[2, y, 1] = labels[3, y, 1] = 1;
        for (var z = 1; z < 5; z++)
            labels[2, 2, z] = labels[3, 2, z] = 1;
        for (var y = 5; y < 9; y++)
        {
            for (var x = 6; x < 11; x++)
                labels[x, y, 3] = (byte)(x is 8 && y is 6 ? 0 : 2);
        }
        return labels;
    }

    public static Geometry Grid(string orientation) => new(new(13, 11, 7), new(0.7, 0.9, 2.5), new(-31.25, 42.5, 107), Orientations[orientation]);

    public static DicomSeries Series(TemporaryFolder folder, VolumeSequence image, DicomSeriesOptions? options = null)
    {
        var target = folder.File("série");
        DicomSeriesFiles.Write(target, image, options ?? new() { Modality = "MR" });
        return DicomSource.Open(target).Only();
    }

    /// <summary>A slice that can be changed before it is written.</summary>
    public static DicomObject Slice(int number, double z, float value = 0, string series = "1.2.3")
    {
        var slice = new DicomObject
        {
            { DicomTag.SopClass, "UI", "1.2.840.10008.5.1.4.1.1.2" },
            { DicomTag.SopInstance, "UI", $"{series}.{number}" },
            { DicomTag.SeriesInstance, "UI", series },
            { DicomTag.Modality, "CS", "CT" },
            { DicomTag.SamplesPerPixel, 1 },
            { DicomTag.Photometric, "CS", "MONOCHROME2" },
            { DicomTag.Rows, 2 },
            { DicomTag.Columns, 3 },
            { DicomTag.BitsAllocated, 16 },
            { DicomTag.BitsStored, 16 },
            { DicomTag.HighBit, 15 },
            { DicomTag.PixelRepresentation, 0 },
        };
        slice.AddInteger(DicomTag.InstanceNumber, number);
        slice.AddDecimals(DicomTag.ImagePosition, 0, 0, z);
        slice.AddDecimals(DicomTag.ImageOrientation, 1, 0, 0, 0, 1, 0);
        slice.AddDecimals(DicomTag.PixelSpacing, 1, 1);
        slice.AddBytes(DicomTag.PixelData, "OW", [.. Enumerable.Repeat(new[] { (byte)value, (byte)0 }, 6).SelectMany(pixel => pixel)]);
        return slice;
    }

    public static string Write(TemporaryFolder folder, string name, DicomObject content)
    {
        var path = folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = File.Create(path);
        content.WriteTo(stream, TransferSyntax.ExplicitLittle);
        return path;
    }

    private static Direction Oblique(double aboutZ, double aboutX)
    {
        var (c, s) = (Math.Cos(aboutZ), Math.Sin(aboutZ));
        var (d, t) = (Math.Cos(aboutX), Math.Sin(aboutX));
        return new(new(c, s * d, s * t), new(-s, c * d, c * t), new(0, -t, d));
    }
}
