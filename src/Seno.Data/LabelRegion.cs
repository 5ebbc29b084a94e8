using Seno.Imaging;

namespace Seno.Data;

/// <summary>What is segmented under one name: one label value, or several together.</summary>
/// <param name="Name">As dataset.json has it.</param>
/// <param name="Values">Label values that belong to it, none of them 0.</param>
/// <param name="Written">The value a predicted label map has where this region, and none after it, is found.</param>
public sealed record LabelRegion(string Name, IReadOnlyList<byte> Values, byte Written)
{
    /// <returns>1 where a label map has one of the values, else 0.</returns>
    public Volume<byte> Mask(Volume<byte> labels)
    {
        var inside = new byte[256];
        foreach (var value in Values)
            inside[value] = 1;
        return labels.Map(value => inside[value]);
    }
}
