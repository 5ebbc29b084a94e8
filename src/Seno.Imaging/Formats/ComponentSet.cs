using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>The components of a colour, complex or vector voxel, stored in this order, and what can be computed from them.</summary>
internal sealed class ComponentSet
{
    public static readonly ComponentSet Rgb = new("colour", ["red", "green", "blue"], ("luminance", static c => 0.299f * c[0] + 0.587f * c[1] + 0.114f * c[2]));
    public static readonly ComponentSet Rgba = new("colour", ["red", "green", "blue", "alpha"], ("luminance", static c => 0.299f * c[0] + 0.587f * c[1] + 0.114f * c[2]));
    public static readonly ComponentSet Complex = new("complex", ["real", "imaginary"], ("magnitude", static c => MathF.Sqrt(c[0] * c[0] + c[1] * c[1])), ("phase", static c => MathF.Atan2(c[1], c[0])));

    private readonly string kind;
    private readonly string[] stored;
    private readonly (string Name, Combine Of)[] computed;

    private ComponentSet(string kind, string[] stored, params (string Name, Combine Of)[] computed)
    {
        this.kind = kind;
        this.stored = stored;
        this.computed = computed;
    }

    private delegate float Combine(ReadOnlySpan<float> components);

    public int Count => stored.Length;

    private IEnumerable<string> Names => [.. stored, .. computed.Select(each => each.Name)];

    /// <summary>Before anything is read: colour and complex numbers are no intensities.</summary>
    /// <exception cref="DataException">No component, or one that is not there, is asked for.</exception>
    public void RequireChoice(string path, string? component)
    {
        if (component is null)
            throw new DataException(path, $"is {kind}: its voxels are no single numbers", $"Ask for one component (--component of seno convert and seno info): {string.Join(", ", Names)}");
        if (!Names.Contains(component, StringComparer.Ordinal))
            throw Unknown(path, component, Names);
    }

    /// <param name="path">For messages.</param>
    /// <param name="volumes">All, components fastest.</param>
    /// <param name="set">What the components are, if named.</param>
    /// <param name="component">A name of the set, or the number of a volume; null for all.</param>
    /// <returns>The volumes asked for, the name they have, and whether they are still in the stored type.</returns>
    /// <exception cref="DataException">There is no such component.</exception>
    public static (IReadOnlyList<Volume<float>> Volumes, IReadOnlyList<string>? Names, bool Whole) Choose(string path, Volume<float>[] volumes, ComponentSet? set, string? component)
    {
        if (set is not null)
            return ([.. volumes.Chunk(set.Count).Select(each => set.Take(each, component!))], [component!], set.stored.Contains(component, StringComparer.Ordinal));
        if (component is null)
            return (volumes, null, true);
        if (int.TryParse(component, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < volumes.Length)
            return ([volumes[number]], null, true);
        throw Unknown(path, component, [volumes.Length == 1 ? "0" : $"0 to {volumes.Length - 1}"]);
    }

    private Volume<float> Take(Volume<float>[] components, string name)
    {
        var index = Array.IndexOf(stored, name);
        if (index >= 0)
            return components[index];
        var combine = computed.First(each => each.Name == name).Of;
        var result = new Volume<float>(components[0].Geometry);
        Span<float> voxel = stackalloc float[4];
        for (var i = 0; i < result.Array.Length; i++)
        {
            for (var c = 0; c < components.Length; c++)
                voxel[c] = components[c].Array[i];
            result.Array[i] = combine(voxel);
        }
        return result;
    }

    private static DataException Unknown(string path, string component, IEnumerable<string> names) =>
        new(path, $"has no component '{component}'", $"Known: {string.Join(", ", names)}");
}
