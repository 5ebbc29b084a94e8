using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>The components of a colour, complex or vector voxel, stored in this order, and what can be computed from them.</summary>
internal sealed class ComponentSet
{
    public const string Luminance = "luminance";

    public static readonly ComponentSet Rgb = new("colour", ["red", "green", "blue"], (Luminance, Luma));
    public static readonly ComponentSet Rgba = new("colour", ["red", "green", "blue", "alpha"], (Luminance, Luma));
    public static readonly ComponentSet GreyAlpha = new("grey with alpha", ["grey", "alpha"]);
    public static readonly ComponentSet Complex = new(
        "complex",
        ["real", "imaginary"],
        ("magnitude", static c => MathF.Sqrt(c[0] * c[0] + c[1] * c[1])),
        ("phase", static c => MathF.Atan2(c[1], c[0])));

    private static readonly string[] Colours = ["red", "green", "blue"];

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

    /// <value>Whether red, green and blue are there, stored or computed.</value>
    public bool Coloured => Colours.All(colour => Names.Contains(colour, StringComparer.Ordinal));

    /// <value>What a picture is read as where nobody asks: its luminance, or its grey.</value>
    public string Default => computed.Any(each => each.Name == Luminance) ? Luminance : stored[0];

    /// <value>Whether the components are inks, 0 for none.</value>
    public bool Inks => stored[0] == "cyan";

    /// <value>Where alpha stands; −1 where there is none.</value>
    public int Alpha => Array.IndexOf(stored, "alpha");

    private IEnumerable<string> Names => [.. stored, .. computed.Select(each => each.Name)];

    /// <summary>Inks of print, converted without a profile: a colour is the white that cyan and black, magenta and black, yellow and black
    /// leave.</summary>
    /// <param name="full">The value of an ink that covers all.</param>
    /// <param name="alpha">Whether a fifth component is alpha.</param>
    public static ComponentSet Cmyk(float full, bool alpha)
    {
        float Left(ReadOnlySpan<float> c, int ink) => (full - c[ink]) * (full - c[3]) / full;
        return new(
            "colour",
            ["cyan", "magenta", "yellow", "black", .. alpha ? new[] { "alpha" } : []],
            ("red", c => Left(c, 0)),
            ("green", c => Left(c, 1)),
            ("blue", c => Left(c, 2)),
            (Luminance, c => Luma([Left(c, 0), Left(c, 1), Left(c, 2)])));
    }

    /// <summary>Before anything is read: colour and complex numbers are no intensities.</summary>
    /// <exception cref="DataException">No component, or one that is not there, is asked for.</exception>
    public void RequireChoice(string path, ImageReadOptions options)
    {
        if (options.Colour && Coloured)
            return;
        if (options.Component is not { } component)
        {
            var cure = $"Ask for one component (--component of seno convert and seno info): {string.Join(", ", Names)}";
            throw new DataException(path, $"is {kind}: its voxels are no single numbers", cure);
        }
        if (!Names.Contains(component, StringComparer.Ordinal))
            throw Unknown(path, component, Names);
    }

    /// <param name="path">For messages.</param>
    /// <param name="volumes">All, components fastest.</param>
    /// <param name="set">What the components are, if named.</param>
    /// <param name="options">A name of the set, or the number of a volume; or all three colours; or nothing for all.</param>
    /// <returns>What was asked for.</returns>
    /// <exception cref="DataException">There is no such component.</exception>
    public static ChosenVolumes Choose(string path, Volume<float>[] volumes, ComponentSet? set, ImageReadOptions options)
    {
        if (set is not null)
        {
            string[] names = options.Colour && set.Coloured ? Colours : [options.Component!];
            var whole = names.All(name => set.stored.Contains(name, StringComparer.Ordinal));
            return new([.. volumes.Chunk(set.Count).SelectMany(each => names.Select(name => set.Take(each, name)))], names, null, whole);
        }
        if (options.Component is not { } component)
            return new(volumes, null, null, true);
        if (int.TryParse(component, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < volumes.Length)
            return new([volumes[number]], null, number, true);
        throw Unknown(path, component, [volumes.Length == 1 ? "0" : $"0 to {volumes.Length - 1}"]);
    }

    /// <summary>One component of pixels whose components follow each other.</summary>
    /// <param name="pixels">As many components as the set has, pixel by pixel.</param>
    /// <param name="name">Of a stored or computed component.</param>
    /// <param name="target">Receives one number a pixel.</param>
    public void Take(ReadOnlySpan<float> pixels, string name, Span<float> target)
    {
        var index = Array.IndexOf(stored, name);
        var combine = index >= 0 ? null : computed.First(each => each.Name == name).Of;
        for (var i = 0; i < target.Length; i++)
            target[i] = combine is null ? pixels[i * Count + index] : combine(pixels.Slice(i * Count, Count));
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

    /// <summary>ITU-R BT.601; grey stays what it is, to the last bit.</summary>
    private static float Luma(ReadOnlySpan<float> c) => c[0] == c[1] && c[1] == c[2] ? c[0] : 0.299f * c[0] + 0.587f * c[1] + 0.114f * c[2];

    private static DataException Unknown(string path, string component, IEnumerable<string> names) =>
        new("--component", $"{path} has no component '{component}'", $"Known: {string.Join(", ", names)}");
}
