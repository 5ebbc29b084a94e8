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
        stack = new(() => DicomGuard.Run(
            Source,
            () => SliceStack.Of(frames, $"{Source}{(Description.Length > 0 ? $" (series '{Description}')" : "")}")));
    }

    /// <value>From 1: its place among the series found together, by which it can be chosen.</value>
    public int Number { get; internal init; } = 1;

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

    /// <value>What tells the phases apart, for people: "acquisition time (0008,0032)"; null for a single phase.</value>
    /// <exception cref="DataException">As <see cref="Geometry"/>.</exception>
    public string? SeparatedBy => stack.Value.SeparatedBy;

    /// <value>Whether the images say where in the patient they lie.</value>
    public bool Placed => AllFrames[0].Position is not null;

    /// <value>
    /// Whether the distance of slices, or the thickness of the only one, is stated. Where it is not, 1 mm stands in the geometry.
    /// </value>
    /// <exception cref="DataException">As <see cref="Geometry"/>.</exception>
    public bool ThicknessKnown => Geometry.Size.Z > 1 || AllFrames[0].Thickness is not null;

    internal IReadOnlyList<DicomFrame> AllFrames { get; }

    /// <value>Instance UIDs of every image under this series UID, those of other stacks too.</value>
    internal IReadOnlySet<string> Siblings { get; init; } = new HashSet<string>();

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
        var (geometry, phases, times, _, notes) = stack.Value;
        if (geometry.Size.Voxels > Array.MaxLength)
            throw new DataException(Source, $"would be a volume of {geometry.Size}, more than fits in one array", "Read a part of the series");
        foreach (var note in notes)
            warn?.Invoke($"{Source}: {note}");
        Check(warn);
        // every voxel is written below, so none is cleared before
        var volumes = phases.Select(_ => new Volume<float>(geometry, GC.AllocateUninitializedArray<float>((int)geometry.Size.Voxels))).ToArray();
        var targets = phases.SelectMany((phase, p) => phase.Select((frame, z) => (Frame: frame, Volume: volumes[p], Z: z)));
        var objects = targets.GroupBy(target => target.Frame.Instance).ToArray();
        var padded = 0L;
        DicomGuard.Parallel(() => Parallel.ForEach(
            objects,
            one => Interlocked.Add(ref padded, DicomGuard.Run(one.Key.File.Path, () => ReadObject(one.Key.File, one)))));
        if (padded > 0)
            FillPadding(volumes, padded, warn);
        return new(volumes, times);
    }

    /// <returns>"8×8×6, CT 'thorax', 6 images (0.dcm, …)", for lists to choose from.</returns>
    public override string ToString()
    {
        var slices = Placed ? AllFrames.Select(frame => Math.Round(frame.Depth, 2)).Distinct().Count() : 1;
        var files = AllFrames.Select(frame => frame.Instance.File.Path).Distinct().Take(2).Select(Path.GetFileName).ToArray();
        var description = Description.Length > 0 ? $" '{Description}'" : "";
        var counted = $"{Frames} image{(Frames == 1 ? "" : "s")}";
        var named = files[0] + (files.Length > 1 ? ", …" : "");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{First.Columns}×{First.Rows}×{slices}, {Modality}{description}, {counted}, {Uid} ({named})");
    }

    private static long ReadObject(DicomFile file, IEnumerable<(DicomFrame Frame, Volume<float> Volume, int Z)> targets)
    {
        using var decoder = new FrameDecoder(file);
        var pixels = decoder.Format.PlanePixels;
        var padded = 0L;
        foreach (var (frame, volume, z) in targets.OrderBy(target => target.Frame.Index))
            padded += decoder.Read(frame.Index, frame.Slope, frame.Intercept, volume.Array.AsSpan(z * pixels, pixels));
        return padded;
    }

    private void FillPadding(IReadOnlyList<Volume<float>> volumes, long padded, Action<string>? warn)
    {
        var stated = PixelPadding.Of(Header, PixelFormat.Of(First.File));
        var background = PixelPadding.Fill(volumes);
        var fate = background is { } value
            ? string.Create(CultureInfo.InvariantCulture, $"set to the least value of the others, {value:0.####}")
            : "which is all there is";
        warn?.Invoke(string.Create(
            CultureInfo.InvariantCulture,
            $"{Source}: {padded} voxels are padding (Pixel Padding Value {stated}), {fate}"));
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
        if (PlaneSpacing.NoteOf(data, AllFrames[0].Spacing) is { } spacing)
            warn($"{Source}: {spacing}");
    }
}
