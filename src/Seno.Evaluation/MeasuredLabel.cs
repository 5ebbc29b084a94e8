using Seno.Imaging;

namespace Seno.Evaluation;

/// <summary>What is compared under one name: one label value, or a region of several.</summary>
/// <param name="Name">As shown.</param>
/// <param name="Values">Label values that belong to it, none of them 0.</param>
public sealed record MeasuredLabel(string Name, IReadOnlyList<byte> Values)
{
    /// <returns>1 where a label map has one of the values, else 0.</returns>
    internal Volume<byte> Mask(Volume<byte> labels)
    {
        var inside = new byte[256];
        foreach (var value in Values)
            inside[value] = 1;
        return labels.Map(value => inside[value]);
    }
}
