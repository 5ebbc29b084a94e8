namespace Seno.Evaluation;

/// <summary>What an evaluation compares, and what it leaves out.</summary>
/// <param name="Labels">Labels that exclude each other, or regions that may overlap.</param>
/// <param name="Overlapping">Whether they may: then probabilities are one file a region, without a background.</param>
/// <param name="Ignore">The reference's value for voxels that were not annotated, which are left out of every metric; null where all
/// are.</param>
public sealed record MeasuredLabels(IReadOnlyList<MeasuredLabel> Labels, bool Overlapping = false, byte? Ignore = null)
{
    /// <param name="values">By name; 0, the background, is not measured.</param>
    public static MeasuredLabels Of(IReadOnlyDictionary<string, byte> values) =>
        new([.. values.Where(label => label.Value != 0).Select(label => new MeasuredLabel(label.Key, [label.Value]))]);

    internal IEnumerable<byte> Values => Labels.SelectMany(label => label.Values).Append((byte)0).Distinct();

    /// <summary>"1 (lesion), 2 (cyst)".</summary>
    internal string Listed => string.Join(", ", Labels.Select(label => $"{string.Join("/", label.Values)} ({label.Name})"));
}
