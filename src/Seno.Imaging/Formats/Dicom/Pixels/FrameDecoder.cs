using System.Numerics;
using System.Runtime.InteropServices;
using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Pixels;

/// <summary>From one object's frames to intensities in its own unit (HU for CT).</summary>
/// <remarks>No window is applied. MONOCHROME1 is turned over within the stored range, so that more is brighter in every image.</remarks>
internal sealed class FrameDecoder : IDisposable
{
    private readonly PixelFrames frames;
    private readonly LookupTable? palette;
    private readonly LookupTable? modality;
    private readonly PixelPadding? padding;
    private readonly bool[] padded = [];

    /// <exception cref="DataException">As <see cref="PixelFrames"/>, or a palette that is damaged.</exception>
    public FrameDecoder(DicomFile file)
    {
        frames = new(file);
        try
        {
            palette = Format.Photometric == "PALETTE COLOR" ? LookupTable.Palette(file.DataSet) : null;
            modality = LookupTable.Modality(file.DataSet);
            padding = PixelPadding.Of(file.DataSet, Format);
            padded = padding is null ? [] : new bool[Format.PlanePixels];
        }
        catch
        {
            frames.Dispose();
            throw;
        }
    }

    public PixelFormat Format => frames.Format;

    /// <summary>Stored values of one frame; palettes are kept as indices.</summary>
    public void ReadStored(int frame, Span<float> plane) => StoredValues.Read(frames.Read(frame), Format, plane);

    /// <param name="frame">From 0.</param>
    /// <param name="slope">Of the frame.</param>
    /// <param name="intercept">Of the frame.</param>
    /// <param name="plane">
    /// Filled with Rows × Columns intensities; those of padding are marked, as <see cref="PixelPadding"/> has it.
    /// </param>
    /// <returns>Pixels that are padding.</returns>
    public int Read(int frame, double slope, double intercept, Span<float> plane)
    {
        var raw = frames.Read(frame);
        StoredValues.Read(raw, Format, plane);
        var found = padding?.Find(raw, Format, plane, padded) ?? 0;
        if (Format.Photometric == "MONOCHROME1" && !Format.FloatingPoint)
            TurnOver(plane);
        palette?.Apply(plane);
        if (modality is not null)
            modality.Apply(plane);
        else if (slope != 1 || intercept != 0)
            Rescale(plane, slope, intercept);
        if (found > 0)
            PixelPadding.Set(plane, padded);
        return found;
    }

    public void Dispose() => frames.Dispose();

    private void TurnOver(Span<float> plane)
    {
        var sum = Format.Signed ? -1 : (float)(Math.Pow(2, Format.BitsStored) - 1);
        foreach (ref var value in plane)
            value = sum - value;
    }

    private static void Rescale(Span<float> plane, double slope, double intercept)
    {
        if (slope == 1 && intercept == Math.Floor(intercept))
        {
            Add(plane, (float)intercept);
            return;
        }
        foreach (ref var value in plane)
            value = (float)(value * slope + intercept);
    }

    private static void Add(Span<float> plane, float offset)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(plane);
        foreach (ref var vector in vectors)
            vector += new Vector<float>(offset);
        foreach (ref var value in plane[(vectors.Length * Vector<float>.Count)..])
            value += offset;
    }
}
