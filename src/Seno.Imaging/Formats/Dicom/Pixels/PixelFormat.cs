using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Pixels;

/// <summary>How the pixels of an object are stored (DICOM PS3.3 C.7.6.3), checked.</summary>
internal sealed record PixelFormat
{
    public required int Rows { get; init; }

    public required int Columns { get; init; }

    public required int Frames { get; init; }

    /// <value>1, or 3 for colour.</value>
    public required int Samples { get; init; }

    /// <value>1, 8, 16, 32; 32 and 64 also for floating point.</value>
    public required int BitsAllocated { get; init; }

    public required int BitsStored { get; init; }

    public required int HighBit { get; init; }

    public required bool Signed { get; init; }

    public required bool Planar { get; init; }

    public required string Photometric { get; init; }

    public bool FloatingPoint { get; init; }

    public int PlanePixels => Rows * Columns;

    /// <value>Luminance and two chrominances, of which every second is kept for each pair of pixels.</value>
    public bool Subsampled => Photometric == "YBR_FULL_422" || Photometric == "YBR_PARTIAL_422";

    /// <value>The first sample of a pixel is its luminance.</value>
    public bool LuminanceFirst => Photometric.StartsWith("YBR_FULL", StringComparison.Ordinal) || Photometric.StartsWith("YBR_PARTIAL", StringComparison.Ordinal);

    /// <summary>Bits of one uncompressed frame: frames of single bits follow each other without padding.</summary>
    public long FrameBits => (long)PlanePixels * BitsAllocated * (Subsampled ? 2 : Samples);

    /// <exception cref="DataException">An attribute is missing or contradicts another, or the pixels are of a kind Seno does not read.</exception>
    public static PixelFormat Of(DicomFile file)
    {
        var data = file.DataSet;
        var samples = data.Integer(DicomTag.SamplesPerPixel) ?? 1;
        var allocated = data.RequiredInteger(DicomTag.BitsAllocated, "Bits Allocated");
        var stored = data.Integer(DicomTag.BitsStored) ?? allocated;
        var format = new PixelFormat
        {
            Rows = data.RequiredInteger(DicomTag.Rows, "Rows"),
            Columns = data.RequiredInteger(DicomTag.Columns, "Columns"),
            Frames = FramesOf(data),
            Samples = samples,
            BitsAllocated = allocated,
            BitsStored = stored,
            HighBit = data.Integer(DicomTag.HighBit) ?? stored - 1,
            Signed = data.Integer(DicomTag.PixelRepresentation) == 1,
            Planar = samples > 1 && data.Integer(DicomTag.PlanarConfiguration) == 1,
            Photometric = data.Text(DicomTag.Photometric),
            FloatingPoint = file.Pixels!.Tag != DicomTag.PixelData,
        };
        format.Check(file.Path);
        return format;
    }

    /// <summary>Frames a file states; a stray letter behind the number, as some writers leave, is forgiven as by other readers.</summary>
    private static int FramesOf(DicomDataSet data)
    {
        var text = data.Text(DicomTag.NumberOfFrames);
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (text.Length == 0)
            return 1;
        return int.TryParse(text[..digits], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var frames) && frames > 0 && text.Length - digits <= 1
            ? frames
            : throw Bad(data.Path, $"'{(text.Length > 16 ? text[..16] + "…" : text)}' frames");
    }

    private void Check(string path)
    {
        if (Rows is < 1 or > ushort.MaxValue || Columns is < 1 or > ushort.MaxValue || (long)Rows * Columns > Array.MaxLength / 8)
            throw Bad(path, $"{Columns}×{Rows} pixels");
        if (Samples is not (1 or 3))
            throw Bad(path, $"{Samples} samples per pixel");
        if (!(FloatingPoint ? BitsAllocated is 32 or 64 : BitsAllocated is 1 or 8 or 16 or 32))
            throw Bad(path, $"{BitsAllocated} bits allocated per pixel");
        if (!FloatingPoint && (BitsStored < 1 || BitsStored > BitsAllocated || HighBit < BitsStored - 1 || HighBit >= BitsAllocated))
            throw Bad(path, $"{BitsStored} bits stored up to bit {HighBit} of {BitsAllocated}");
        if (Samples == 3 && (BitsAllocated == 1 || FloatingPoint))
            throw Bad(path, "colour pixels that are not 8, 16 or 32 bit integers");
        if (Subsampled && (Columns % 2 != 0 || BitsAllocated != 8) && Samples == 3)
            throw Bad(path, "subsampled colour in an odd number of columns or in more than 8 bits");
    }

    private static DataException Bad(string path, string what) => new(path, $"has {what}, which Seno does not read", "Check the file; export it again");
}
