using System.Globalization;
using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>
/// What a header says of a frame that may tell it from other frames at the same place. Nothing of it is needed to see an image, so what
/// cannot be read is unknown.
/// </summary>
internal sealed record FrameMarks
{
    /// <summary>Dimensions that count places; 0 for one that does not say what it counts.</summary>
    private static readonly uint[] Places =
        [0, DicomTag.StackId, DicomTag.InStackPosition, DicomTag.ImagePosition, DicomTag.ImageOrientation];

    /// <value>Temporal Position Identifier or Index.</value>
    public double? TemporalPosition { get; init; }

    /// <value>Seconds, as all clocks here.</value>
    public double? Acquisition { get; init; }

    public double? Content { get; init; }

    public double? Trigger { get; init; }

    /// <value>ms.</value>
    public double? EchoTime { get; init; }

    /// <value>s/mm².</value>
    public double? BValue { get; init; }

    /// <value>All values of Image Type, or of an enhanced frame's Frame Type; empty where not stated.</value>
    public string ImageType { get; init; } = "";

    /// <value>Whether Image Type calls it a localizer (PS3.3 C.8.2.1.1.1) or a scout.</value>
    public bool Localizer => ImageType.Split('\\').Any(part => part is "LOCALIZER" or "SCOUT");

    /// <value>Frame Acquisition DateTime.</value>
    public double? FrameAcquisition { get; init; }

    /// <value>Frame Reference DateTime.</value>
    public double? FrameReference { get; init; }

    /// <value>Temporal Position Time Offset.</value>
    public double? TemporalOffset { get; init; }

    /// <value>The frame's own place in a cine loop's time.</value>
    public double? Cine { get; init; }

    /// <value>
    /// Dimension Index Values but for those that count places, of equal length, so that they sort as they count; empty where not stated.
    /// </value>
    public string Dimensions { get; init; } = "";

    public static FrameMarks Of(DicomDataSet data) => new()
    {
        TemporalPosition = data.NumberIfAny(DicomTag.TemporalPosition),
        Acquisition = DicomClock.Acquisition(data),
        Content = DicomClock.Content(data),
        Trigger = data.NumberIfAny(DicomTag.TriggerTime) / 1000,
        EchoTime = data.NumberIfAny(DicomTag.EchoTime),
        BValue = data.NumberIfAny(DicomTag.DiffusionBValue) ?? VendorDiffusion.Of(data),
        ImageType = TypeOf(data, DicomTag.ImageType),
    };

    /// <param name="group">A functional group of the frame, or the one shared by all.</param>
    /// <param name="dimensions">Which dimension indices say something other than the place.</param>
    public FrameMarks Enhanced(Func<uint, DicomDataSet?> group, bool[] dimensions)
    {
        var content = group(DicomTag.FrameContent);
        return this with
        {
            TemporalPosition = content?.NumberIfAny(DicomTag.TemporalPositionIndex) ?? TemporalPosition,
            Trigger = group(DicomTag.CardiacSynchronization)?.NumberIfAny(DicomTag.NominalTriggerDelay) / 1000 ?? Trigger,
            EchoTime = group(DicomTag.MrEcho)?.NumberIfAny(DicomTag.EffectiveEchoTime) ?? EchoTime,
            BValue = group(DicomTag.MrDiffusion)?.NumberIfAny(DicomTag.DiffusionBValue) ?? BValue,
            ImageType = (group(DicomTag.MrFrameTypes) ?? group(DicomTag.CtFrameTypes)) is { } type
                ? TypeOf(type, DicomTag.FrameType)
                : ImageType,
            FrameAcquisition = content is null ? null : DicomClock.Of(content.Text(DicomTag.FrameAcquisitionDateTime)),
            FrameReference = content is null ? null : DicomClock.Of(content.Text(DicomTag.FrameReferenceDateTime)),
            TemporalOffset = group(DicomTag.TemporalPositions)?.NumberIfAny(DicomTag.TemporalOffset),
            Dimensions = content is null ? "" : Indices(content, dimensions),
        };
    }

    /// <returns>For each dimension index whether it says something other than where a frame lies.</returns>
    public static bool[] DimensionsOf(DicomDataSet data) =>
        [.. data.Items(DicomTag.DimensionIndices).Select(item => !Places.Contains(Pointer(item)))];

    private static string TypeOf(DicomDataSet data, uint tag) =>
        string.Concat(string.Join('\\', data.Texts(tag)).Select(character => char.IsControl(character) ? '?' : character));

    private static uint Pointer(DicomDataSet item) =>
        item.Numbers(DicomTag.DimensionIndexPointer) is [var group, var element, ..] ? (uint)group << 16 | (ushort)element : 0;

    private static string Indices(DicomDataSet content, bool[] dimensions)
    {
        var values = content.Numbers(DicomTag.DimensionIndexValues);
        return values.Length != dimensions.Length
            ? ""
            : string.Join(
                '.',
                values.Where((_, i) => dimensions[i]).Select(value => value.ToString("0000000000", CultureInfo.InvariantCulture)));
    }
}
