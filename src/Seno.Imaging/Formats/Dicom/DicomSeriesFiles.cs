using System.Globalization;
using System.Runtime.InteropServices;
using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Writing;

namespace Seno.Imaging.Formats.Dicom;

/// <summary>Writes volumes as a DICOM series: a file for each slice, 16 bits, uncompressed.</summary>
public static class DicomSeriesFiles
{
    private const string CtImage = "1.2.840.10008.5.1.4.1.1.2";
    private const string MrImage = "1.2.840.10008.5.1.4.1.1.4";
    private const string SecondaryCapture = "1.2.840.10008.5.1.4.1.1.7";

    /// <summary>
    /// Files 0001.dcm, … in a folder, slice by slice and phase after phase. Whole numbers within 65536 of each other are kept exactly; other
    /// values are rounded to 65536 steps between the least and the largest.
    /// </summary>
    /// <exception cref="DataException">The folder cannot be written to.</exception>
    /// <exception cref="ArgumentException">A value that is not finite, more rows or columns than 16 bits count, or a left-handed grid, whose slices DICOM cannot order.</exception>
    public static void Write(string folder, VolumeSequence image, DicomSeriesOptions? options = null)
    {
        options ??= new();
        var geometry = image.Geometry;
        if (Math.Max(geometry.Size.X, geometry.Size.Y) > ushort.MaxValue)
            throw new ArgumentException($"{geometry.Size} is more than a DICOM image can count", nameof(image));
        if (geometry.Direction.X.Cross(geometry.Direction.Y).Dot(geometry.Direction.Z) < 0)
            throw new ArgumentException("the grid is left-handed: reverse its slices first", nameof(image));
        var scale = Scale(image);
        for (var phase = 0; phase < image.Volumes.Count; phase++)
        {
            for (var z = 0; z < geometry.Size.Z; z++)
            {
                var number = phase * geometry.Size.Z + z + 1;
                var slice = Slice(image, phase, z, number, scale, options);
                AtomicFile.Write(Path.Combine(folder, number.ToString("D4", CultureInfo.InvariantCulture) + ".dcm"), stream => slice.WriteTo(stream, TransferSyntax.ExplicitLittle));
            }
        }
    }

    /// <returns>Value = slope · stored + intercept, stored in 0..65535.</returns>
    private static (double Slope, double Intercept) Scale(VolumeSequence image)
    {
        var (low, high, whole) = (float.PositiveInfinity, float.NegativeInfinity, true);
        foreach (var value in image.Volumes.SelectMany(volume => volume.Array))
        {
            if (!float.IsFinite(value))
                throw new ArgumentException($"{value.ToString(CultureInfo.InvariantCulture)} has no place in a DICOM image", nameof(image));
            (low, high, whole) = (Math.Min(low, value), Math.Max(high, value), whole && value == MathF.Floor(value));
        }
        if (whole && (double)high - low <= ushort.MaxValue)
            return (1, low < 0 || high > ushort.MaxValue ? low : 0);
        return (high > low ? ((double)high - low) / ushort.MaxValue : 1, low);
    }

    private static DicomObject Slice(VolumeSequence image, int phase, int z, int number, (double Slope, double Intercept) scale, DicomSeriesOptions options)
    {
        var geometry = image.Geometry;
        var series = DicomUid.Of(options.PatientId, options.Modality, options.Description, options.Identity);
        var at = options.Acquired.AddSeconds(image.Times?[phase] ?? 0);
        var sopClass = !geometry.SpacingKnown ? SecondaryCapture : options.Modality switch { "CT" => CtImage, "MR" => MrImage, _ => SecondaryCapture };
        var target = CommonModules.Equipment(at);
        target.Add(DicomTag.SopClass, "UI", sopClass);
        target.Add(DicomTag.SopInstance, "UI", DicomUid.Of(series, number.ToString(CultureInfo.InvariantCulture)));
        target.Add(DicomTag.SeriesInstance, "UI", series);
        target.Add(DicomTag.StudyInstance, "UI", DicomUid.Of(options.PatientId, options.Identity, "study"));
        target.Add(DicomTag.Modality, "CS", options.Modality);
        target.Add(DicomTag.SeriesDescription, "LO", CommonModules.Short(options.Description, 64));
        target.Add(DicomTag.PatientId, "LO", CommonModules.Short(options.PatientId, 64));
        target.Add(DicomTag.PatientName, "PN", CommonModules.Short(options.PatientId, 64));
        target.Add(DicomTag.ImageType, "CS", sopClass == SecondaryCapture ? "DERIVED\\SECONDARY" : sopClass == CtImage ? "DERIVED\\SECONDARY\\AXIAL" : "DERIVED\\SECONDARY\\OTHER");
        AddEmpty(target);
        AddModality(target, sopClass);
        CommonModules.AddTime(target, DicomTag.StudyDate, DicomTag.StudyTime, options.Acquired);
        CommonModules.AddTime(target, DicomTag.SeriesDate, DicomTag.SeriesTime, options.Acquired);
        CommonModules.AddTime(target, DicomTag.AcquisitionDate, DicomTag.AcquisitionTime, at);
        target.AddInteger(DicomTag.SeriesNumber, 1);
        target.AddInteger(DicomTag.AcquisitionNumber, phase + 1);
        target.AddInteger(DicomTag.InstanceNumber, number);
        if (geometry.SpacingKnown)
            AddPlace(target, geometry, z, DicomUid.Of(options.PatientId, options.Identity, "frame of reference"));
        AddPixels(target, image.Volumes[phase], z, scale, hounsfield: sopClass == CtImage);
        return target;
    }

    /// <summary>What the standard demands and nobody knows.</summary>
    private static void AddEmpty(DicomObject target)
    {
        target.Add(DicomTag.AccessionNumber, "SH", "");
        target.Add(DicomTag.ReferringPhysician, "PN", "");
        target.Add(DicomTag.PatientBirthDate, "DA", "");
        target.Add(DicomTag.PatientSex, "CS", "");
        target.Add(DicomTag.StudyId, "SH", "");
        target.Add(DicomTag.PatientOrientation, "CS", "");
        target.Add(DicomTag.Laterality, "CS", "");
    }

    private static void AddModality(DicomObject target, string sopClass)
    {
        switch (sopClass)
        {
            case CtImage:
                target.Add(DicomTag.Kvp, "DS", "");
                break;
            case MrImage:
                target.Add(DicomTag.ScanningSequence, "CS", "RM");
                target.Add(DicomTag.SequenceVariant, "CS", "NONE");
                target.Add(DicomTag.ScanOptions, "CS", "");
                target.Add(DicomTag.MrAcquisitionType, "CS", "3D");
                target.Add(DicomTag.RepetitionTime, "DS", "");
                target.Add(DicomTag.EchoTime, "DS", "");
                target.Add(DicomTag.EchoTrainLength, "IS", "");
                break;
            default:
                target.Add(DicomTag.ConversionType, "CS", "WSD");
                break;
        }
    }

    private static void AddPlace(DicomObject target, Geometry geometry, int z, string frameOfReference)
    {
        var (x, y) = (geometry.Direction.X, geometry.Direction.Y);
        var position = geometry.Origin + z * geometry.Spacing.Z * geometry.Direction.Z;
        target.Add(DicomTag.FrameOfReference, "UI", frameOfReference);
        target.Add(DicomTag.PositionReference, "LO", "");
        target.Add(DicomTag.PatientPosition, "CS", "");
        target.AddDecimals(DicomTag.ImagePosition, position.X, position.Y, position.Z);
        target.AddDecimals(DicomTag.ImageOrientation, x.X, x.Y, x.Z, y.X, y.Y, y.Z);
        target.AddDecimals(DicomTag.PixelSpacing, geometry.Spacing.Y, geometry.Spacing.X);
        target.AddDecimals(DicomTag.SliceThickness, geometry.Spacing.Z);
    }

    private static void AddPixels(DicomObject target, Volume<float> volume, int z, (double Slope, double Intercept) scale, bool hounsfield)
    {
        var (width, height) = (volume.Size.X, volume.Size.Y);
        target.Add(DicomTag.SamplesPerPixel, 1);
        target.Add(DicomTag.Photometric, "CS", "MONOCHROME2");
        target.Add(DicomTag.Rows, (ushort)height);
        target.Add(DicomTag.Columns, (ushort)width);
        target.Add(DicomTag.BitsAllocated, 16);
        target.Add(DicomTag.BitsStored, 16);
        target.Add(DicomTag.HighBit, 15);
        target.Add(DicomTag.PixelRepresentation, 0);
        target.AddDecimals(DicomTag.RescaleIntercept, scale.Intercept);
        target.AddDecimals(DicomTag.RescaleSlope, scale.Slope);
        target.Add(DicomTag.RescaleType, "LO", hounsfield ? "HU" : "US");
        var stored = new ushort[width * height];
        var plane = volume.Span.Slice(z * stored.Length, stored.Length);
        for (var i = 0; i < stored.Length; i++)
            stored[i] = (ushort)Math.Clamp(Math.Round((plane[i] - scale.Intercept) / scale.Slope), 0, ushort.MaxValue);
        target.AddBytes(DicomTag.PixelData, "OW", MemoryMarshal.AsBytes(stored.AsSpan()).ToArray());
    }
}
