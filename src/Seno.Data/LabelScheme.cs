using Seno.Imaging;

namespace Seno.Data;

/// <summary>What the values of a data set's label maps mean: classes that exclude each other, or regions that may overlap; and which value
/// marks what nobody annotated.</summary>
public sealed class LabelScheme
{
    /// <summary>The name nnU-Net reserves for voxels that were not annotated.</summary>
    public const string IgnoreName = "ignore";

    private readonly bool[] known = new bool[256];

    /// <param name="labels">Values by name, background 0 first; of regions, the value written for each.</param>
    /// <param name="regions">In the order they are written; null where every label is one value.</param>
    /// <param name="ignore">The value of voxels that were not annotated; null where all are.</param>
    public LabelScheme(IReadOnlyDictionary<string, byte> labels, IReadOnlyList<LabelRegion>? regions = null, byte? ignore = null)
    {
        (Labels, Regions, Ignore) = (labels, regions, ignore);
        Foreground = regions ?? [.. labels
            .Where(label => label.Value != 0)
            .OrderBy(label => label.Value)
            .Select(label => new LabelRegion(label.Key, [label.Value], label.Value))];
        foreach (var value in Foreground.SelectMany(region => region.Values).Append((byte)0))
            known[value] = true;
    }

    /// <value>Values by name, background 0 first and "ignore" left out; of regions, the value written for each.</value>
    public IReadOnlyDictionary<string, byte> Labels { get; }

    /// <value>Null where every label is one value, so that labels exclude each other.</value>
    public IReadOnlyList<LabelRegion>? Regions { get; }

    /// <value>Of voxels that were not annotated: left out of everything learnt and measured. Null where there are none.</value>
    public byte? Ignore { get; }

    /// <value>What is learnt and measured beside the background: the regions, or every label as one.</value>
    public IReadOnlyList<LabelRegion> Foreground { get; }

    /// <value>Planes of a network's answer: the regions, or background and labels.</value>
    public int Classes => Regions?.Count ?? Labels.Count;

    /// <value>A name for every value but "ignore", as files carry them; what is left of a region beside those within it is "REGION
    /// only".</value>
    public IReadOnlyDictionary<byte, string> Names => field ??= NamesOf();

    /// <returns>Whether a reference may have this value.</returns>
    public bool Knows(byte value) => known[value] || value == Ignore;

    /// <param name="plane">Of a network's answer.</param>
    /// <returns>Whether a label value belongs to it, by value.</returns>
    public bool[] MembersOf(int plane)
    {
        var members = new bool[256];
        foreach (var value in Regions is null ? [(byte)plane] : Regions[plane].Values)
            members[value] = true;
        return members;
    }

    /// <returns>The same where there is nothing to leave out; else "ignore" turned into background.</returns>
    public Volume<byte> Annotated(Volume<byte> labels) => Ignore is { } ignore
        ? labels.Map(value => value == ignore ? (byte)0 : value)
        : labels;

    /// <returns>Voxels of a label map that were not annotated; null where "ignore" is no label.</returns>
    public long? Ignored(Volume<byte> labels) => Ignore is { } ignore ? labels.Span.Count(ignore) : null;

    private SortedDictionary<byte, string> NamesOf()
    {
        var names = new SortedDictionary<byte, string>();
        foreach (var (name, value) in Labels.Where(label => Regions is null || label.Value == 0))
            names[value] = name;
        foreach (var region in Regions ?? [])
            names[region.Written] = region.Values.Count == 1 ? region.Name : Unused(region.Name + " only");
        foreach (var region in Foreground.Where(region => region.Values.Count == 1))
            names[region.Values[0]] = region.Name;
        for (var value = 0; value < known.Length; value++)
        {
            if (known[value] && !names.ContainsKey((byte)value))
                names[(byte)value] = Unused(FormattableString.Invariant($"label {value}"));
        }
        return names;

        string Unused(string name) => Labels.ContainsKey(name) || names.ContainsValue(name) ? Unused(name + "'") : name;
    }
}
