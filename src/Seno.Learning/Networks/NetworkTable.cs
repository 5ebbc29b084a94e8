using Seno.Core;

namespace Seno.Learning.Networks;

/// <summary>Every network, by the name the command line knows it under: a new one is a file and a line here.</summary>
public static class NetworkTable
{
    private static readonly Dictionary<string, Func<NetworkOptions, SegmentationNetwork>> Networks = new(StringComparer.Ordinal)
    {
        ["unet"] = options => new UNet(options),
    };

    public static IReadOnlyCollection<string> Names => Networks.Keys;

    /// <summary>A fresh one; an error names <paramref name="source"/>, where the name was read.</summary>
    /// <exception cref="DataException">No such network; names the nearest.</exception>
    public static SegmentationNetwork Create(string name, NetworkOptions options, string source = "--network") => Find(name, source)(options);

    /// <exception cref="DataException">No such network; names the nearest.</exception>
    public static void Require(string name, string source = "--network") => Find(name, source);

    private static Func<NetworkOptions, SegmentationNetwork> Find(string name, string source) =>
        Networks.TryGetValue(name, out var create)
            ? create
            : throw new DataException(source, $"network '{name}' is unknown", NearestName.Suggest(name, Names));
}
