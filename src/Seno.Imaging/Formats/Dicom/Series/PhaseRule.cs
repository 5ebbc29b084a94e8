using System.Globalization;
using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>One attribute by which images at one place may be told apart.</summary>
/// <param name="Name">With its tag, for people.</param>
/// <param name="Kind">What its values mean.</param>
/// <param name="Number">The value as a number; null where it is a text or not stated.</param>
internal sealed record PhaseRule(string Name, PhaseRuleKind Kind, Func<DicomFrame, double?> Number)
{
    private const int MostValuesNamed = 8;

    /// <value>The value as a text; null where it is a number.</value>
    public Func<DicomFrame, string>? Text { get; init; }

    /// <value>Of its values, for people.</value>
    public string Unit { get; init; } = "";

    /// <value>Instance Number, and within a multi-frame object the frames' order.</value>
    public static PhaseRule InstanceNumber { get; } = new(
        $"instance number {DicomTag.Text(DicomTag.InstanceNumber)}",
        PhaseRuleKind.Count,
        frame => frame.Instance.Number);

    public static PhaseRule TemporalPosition { get; } = new(
        $"temporal position {DicomTag.Text(DicomTag.TemporalPosition)}",
        PhaseRuleKind.Position,
        frame => frame.Marks.TemporalPosition);

    public static PhaseRule Acquisition { get; } = new(
        $"acquisition time {DicomTag.Text(DicomTag.AcquisitionTime)}",
        PhaseRuleKind.Clock,
        frame => frame.Marks.Acquisition);

    public static PhaseRule Content { get; } = new(
        $"content time {DicomTag.Text(DicomTag.ContentTime)}",
        PhaseRuleKind.Clock,
        frame => frame.Marks.Content);

    public static PhaseRule Trigger { get; } = new(
        $"trigger time {DicomTag.Text(DicomTag.TriggerTime)}",
        PhaseRuleKind.Clock,
        frame => frame.Marks.Trigger);

    public static PhaseRule FrameAcquisition { get; } = new(
        $"frame acquisition time {DicomTag.Text(DicomTag.FrameAcquisitionDateTime)}",
        PhaseRuleKind.Clock,
        frame => frame.Marks.FrameAcquisition);

    public static PhaseRule FrameReference { get; } = new(
        $"frame reference time {DicomTag.Text(DicomTag.FrameReferenceDateTime)}",
        PhaseRuleKind.Clock,
        frame => frame.Marks.FrameReference);

    public static PhaseRule TemporalOffset { get; } = new(
        $"temporal position time offset {DicomTag.Text(DicomTag.TemporalOffset)}",
        PhaseRuleKind.Clock,
        frame => frame.Marks.TemporalOffset);

    /// <value>The more trusted before the less; the instance number, which says least, is not among them.</value>
    public static IReadOnlyList<PhaseRule> Trusted { get; } =
    [
        TemporalPosition,
        Acquisition,
        Content,
        Trigger,
        new($"echo time {DicomTag.Text(DicomTag.EchoTime)}", PhaseRuleKind.Category, frame => frame.Marks.EchoTime) { Unit = " ms" },
        new($"b-value {DicomTag.Text(DicomTag.DiffusionBValue)}", PhaseRuleKind.Category, frame => frame.Marks.BValue) { Unit = " s/mm²" },
        new($"image type {DicomTag.Text(DicomTag.ImageType)}", PhaseRuleKind.Category, _ => null) { Text = frame => frame.Marks.ImageType },
        FrameAcquisition,
        FrameReference,
        TemporalOffset,
        new(
            $"dimension index {DicomTag.Text(DicomTag.DimensionIndexValues)}",
            PhaseRuleKind.Position,
            _ => null) { Text = frame => frame.Marks.Dimensions },
    ];

    /// <value>Sources of the phases' times: when data was acquired rather than when an object was made.</value>
    public static IReadOnlyList<PhaseRule> Clocks { get; } =
        [Acquisition, Trigger, FrameReference, FrameAcquisition, TemporalOffset, Content];

    /// <returns>A number for every frame that sorts as the attribute's values do; null where one frame does not state it.</returns>
    public double[][]? Keys(IReadOnlyList<List<DicomFrame>> places)
    {
        if (Kind == PhaseRuleKind.Count)
            return Counted(places);
        if (Text is null)
            return places.All(place => place.TrueForAll(frame => Number(frame) is not null))
                ? [.. places.Select(place => place.Select(frame => Number(frame)!.Value).ToArray())]
                : null;
        var texts = places.SelectMany(place => place.Select(Text)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return texts.Contains("")
            ? null
            : [.. places.Select(place => place.Select(frame => (double)texts.BinarySearch(Text(frame), StringComparer.Ordinal)).ToArray())];
    }

    /// <returns>The name, and of a category its values: "echo time (0018,0081): 2.3, 4.6 ms".</returns>
    public string Describe(IReadOnlyList<DicomFrame> place)
    {
        if (Kind == PhaseRuleKind.Count && place.All(frame => frame.Instance == place[0].Instance))
            return "the order of the frames";
        if (Kind != PhaseRuleKind.Category)
            return Name;
        var values = Text is null
            ? place.Select(frame => Number(frame)!.Value).Distinct().Order().Select(value => value.ToString(
                "0.######",
                CultureInfo.InvariantCulture)).ToArray()
            : Distinguished([.. place.Select(Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        return $"{Name}: {string.Join(", ", values.Take(MostValuesNamed))}{(values.Length > MostValuesNamed ? ", …" : "")}{Unit}";
    }

    /// <summary>A frame's place in its object counts where the objects' numbers are equal or absent.</summary>
    private static double[][]? Counted(IReadOnlyList<List<DicomFrame>> places)
    {
        var frames = places.SelectMany(place => place).ToArray();
        var single = frames.All(frame => frame.Instance == frames[0].Instance);
        if (!single && frames.Any(frame => frame.Instance.Number is null))
            return null;
        var longest = 1.0 + frames.Max(frame => frame.Index);
        double Key(DicomFrame frame) => longest * (single ? 0 : frame.Instance.Number!.Value) + frame.Index;
        return [.. places.Select(place => place.Select(Key).ToArray())];
    }

    /// <summary>Of values with several parts those that differ.</summary>
    private static string[] Distinguished(string[] values)
    {
        var parts = values.Select(value => value.Split('\\')).ToArray();
        var common = parts.Skip(1).Aggregate(
            parts[0].AsEnumerable(),
            (shared, next) => shared.Intersect(next, StringComparer.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var own = parts.Select(all => string.Join('\\', all.Where(part => !common.Contains(part))));
        return [.. own.Select((text, i) => text.Length == 0 ? values[i] : text)];
    }
}
