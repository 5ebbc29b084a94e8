using System.Globalization;
using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>mm between pixels in the patient, or that they are unknown.</summary>
internal static class PlaneSpacing
{
    private const int Centimetres = 3;
    private const int Tissue = 1;
    private const int TwoDimensional = 1;

    /// <param name="data">The object.</param>
    /// <param name="measures">The Pixel Measures of a frame of an enhanced object; null of others.</param>
    /// <returns>x: between columns, y: between rows. Null where nothing reliable is stated.</returns>
    /// <remarks>
    /// In order: Pixel Spacing; the calibrated regions of ultrasound, where they agree; Imager Pixel Spacing, which is that of the detector,
    /// divided by the magnification (stated, or source to detector over source to patient). A detector's spacing alone overstates every length,
    /// so without a magnification the spacing is unknown.
    /// </remarks>
    public static (double X, double Y)? Of(DicomDataSet data, DicomDataSet? measures)
    {
        if (measures is not null && Pair(measures.Numbers(DicomTag.PixelSpacing)) is { } measured)
            return measured;
        var stated = Pair(data.Numbers(DicomTag.PixelSpacing));
        var detector = Pair(data.Numbers(DicomTag.ImagerPixelSpacing));
        if (stated is not null && (detector is null || stated != detector || data.Has(DicomTag.CalibrationType)))
            return stated;
        if (detector is var (x, y))
            return Magnification(data) is { } factor ? (x / factor, y / factor) : stated;
        return Ultrasound(data);
    }

    /// <returns>What the spacing rests on where that may not be expected; null where it is plainly stated.</returns>
    public static string? NoteOf(DicomDataSet data, (double X, double Y)? spacing)
    {
        if (Pair(data.Numbers(DicomTag.ImagerPixelSpacing)) is not { } detector)
            return null;
        if (spacing is null)
            return "only the detector's pixel spacing is stated and no magnification, so the pixel size is unknown";
        if (Magnification(data) is { } factor && Near(spacing.Value.X * factor, detector.X))
            return factor == 1 ? null : string.Create(
                CultureInfo.InvariantCulture,
                $"the pixel size is that of the detector divided by the magnification, {factor:0.####}");
        return spacing == detector && !data.Has(DicomTag.CalibrationType)
            ? "the pixel size stated is that of the detector: lengths in the patient are shorter by a magnification that is not stated"
            : null;
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Abs(b);

    private static double? Magnification(DicomDataSet data)
    {
        if (data.Number(DicomTag.Magnification) is > 0 and { } stated)
            return stated;
        return data.Number(DicomTag.SourceToDetector) is > 0 and { } detector && data.Number(DicomTag.SourceToPatient) is > 0 and { } patient ? detector / patient : null;
    }

    private static (double X, double Y)? Ultrasound(DicomDataSet data)
    {
        var regions = data.Items(DicomTag.UltrasoundRegions)
            .Where(region => region.Integer(DicomTag.RegionSpatialFormat) == TwoDimensional && region.Integer(DicomTag.RegionDataType) == Tissue)
            .Select(Region)
            .Distinct()
            .ToArray();
        return regions.Length == 1 ? regions[0] : null;
    }

    private static (double X, double Y)? Region(DicomDataSet region) =>
        region.Integer(DicomTag.PhysicalUnitsX) == Centimetres && region.Integer(DicomTag.PhysicalUnitsY) == Centimetres
        && region.Number(DicomTag.PhysicalDeltaX) is { } x && region.Number(DicomTag.PhysicalDeltaY) is { } y
            ? Pair([10 * Math.Abs(y), 10 * Math.Abs(x)])
            : null;

    /// <summary>DICOM states the distance between rows first.</summary>
    private static (double X, double Y)? Pair(double[] rowsThenColumns) =>
        rowsThenColumns is [> 0 and var y, > 0 and var x, ..] && double.IsFinite(x + y) ? (x, y) : null;
}
