using System.Globalization;
using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Pixels;
using Seno.Imaging.Formats.Dicom.Series;

namespace Seno.Imaging.Formats.Dicom;

/// <summary>Frames of one series on one grid: a volume, or several phases of it.</summary>
public sealed class DicomSeries
{
    private readonly Lazy<SliceStack> stack;

    internal DicomSeries(IReadOnlyList<DicomFrame> frames, string source)
    {
        AllFrames = frames;
        Source = frames.Select(frame => frame.Instance).Distinct().Take(2).Count() == 1 ? frames[0].Instance.File.Path : source;
        stack = new(() => SliceStack.Of(frames, $"{Source}{(Description.Length > 0 ? $" (series '{Description}')" : "")}"));
    }

    /// <value>The file, or the folder or archive that was opened.</value>
    public string Source { get; }

    public string Uid => First.SeriesUid;

    public string StudyUid => Header.Text(DicomTag.StudyInstance);

    /// <value>Empty where the object has none.</value>
    public string FrameOfReferenceUid => Header.Text(DicomTag.FrameOfReference);

    /// <value>CT, MR, MG, US, …</value>
    public string Modality => Header.Text(DicomTag.Modality);

    public string Description => Header.Text(DicomTag.SeriesDescription, CharacterSet);

    public string PatientId => Header.Text(DicomTag.PatientId, CharacterSet);

    /// <value>Images: one an object, more in multi-frame objects.</value>
    public int Frames => AllFrames.Count;

    public IReadOnlyList<string> Files => [.. AllFrames.Select(frame => frame.Instance.File.Path).Distinct()];

    /// <value>Of every phase: LPS+, slices in the order of their position along the slice normal.</value>
    /// <exception cref="DataException">Slices are missing, doubled, unevenly spaced or shifted sideways.</exception>
    public Geometry Geometry => stack.Value.Geometry;

    /// <exception cref="DataException">As <see cref="Geometry"/>.</exception>
    public int Phases => stack.Value.Phases.Length;

    internal IReadOnlyList<DicomFrame> AllFrames { get; }

    internal SliceStack Stack => stack.Value;

    internal DicomInstance First => AllFrames[0].Instance;

    internal DicomDataSet Header => First.File.DataSet;

    internal string CharacterSet => Header.Text(DicomTag.CharacterSet);

    /// <summary>Intensities in the scanner's unit (HU for CT), rescaled; colour as luminance; MONOCHROME1 turned over, so that more is brighter.</summary>
    /// <param name="warn">Told of what was done to the images that their owner may not expect.</param>
    /// <returns>One volume a phase, with times where they are known and rise.</returns>
    /// <exception cref="DataException">As <see cref="Geometry"/>; or pixels that are truncated, damaged, of a kind Seno does not read, or compressed where GDCM is not installed.</exception>
    public VolumeSequence Read(Action<string>? warn = null)
    {
        var (geometry, phases, times) = stack.Value;
        if (geometry.Size.Voxels > Array.MaxLength)
            throw new DataException(Source, $"would be a volume of {geometry.Size}, more than fits in one array", "Read a part of the series");
        Check(warn);
        // every voxel is written below, so none is cleared before
        var volumes = phases.Select(_ => new Volume<float>(geometry, GC.AllocateUninitializedArray<float>((int)geometry.Size.Voxels))).ToArray();
        var targets = phases.SelectMany((phase, p) => phase.Select((frame, z) => (Frame: frame, Volume: volumes[p], Z: z)));
        var objects = targets.GroupBy(target => target.Frame.Instance).ToArray();
        try
        {
            Parallel.ForEach(objects, one => ReadObject(one.Key.File, one));
        }
        catch (AggregateException failures)
        {
            throw failures.InnerExceptions.OfType<DataException>().OrderBy(failure => failure.File, StringComparer.Ordinal).FirstOrDefault() ?? failures.InnerExceptions[0];
        }
        return new(volumes, times);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Uid}{(Description.Length > 0 ? $" '{Description}'" : "")}, {Modality}, {Frames} image(s) of {First.Columns}×{First.Rows}");

    private static void ReadObject(DicomFile file, IEnumerable<(DicomFrame Frame, Volume<float> Volume, int Z)> targets)
    {
        using var decoder = new FrameDecoder(file);
        var pixels = decoder.Format.PlanePixels;
        foreach (var (frame, volume, z) in targets.OrderBy(target => target.Frame.Index))
            decoder.Read(frame.Index, frame.Slope, frame.Intercept, volume.Array.AsSpan(z * pixels, pixels));
    }

    private void Check(Action<string>? warn)
    {
        if (warn is null)
            return;
        var data = Header;
        if (data.Integer(DicomTag.SamplesPerPixel) == 3)
            warn($"{Source}: colour images, read as luminance");
        if (data.Text(DicomTag.Photometric) == "MONOCHROME1")
            warn($"{Source}: MONOCHROME1 (low is bright), turned over so that more is brighter");
        if (data.Has(DicomTag.ImagerPixelSpacing) && AllFrames[0].Spacing is null)
            warn($"{Source}: only the detector's pixel spacing is stated and no magnification, so the pixel size is unknown");
    }
}
