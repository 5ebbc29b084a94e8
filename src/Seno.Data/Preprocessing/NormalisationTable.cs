using Seno.Core;
using Seno.Imaging;

namespace Seno.Data.Preprocessing;

/// <summary>Every way to normalise a channel, by the name the command line and a plan know it under: a new one is a file and a line here.</summary>
public static class NormalisationTable
{
    private static readonly Dictionary<string, (Func<Volume<float>, ChannelNormalisation, Volume<float>> Apply, Func<ChannelNormalisation, string> Words, bool NeedsForeground)> Schemes = new(StringComparer.Ordinal)
    {
        ["z-score"] = ((image, _) => ZScore.Of(image), _ => "z-scored over the case", false),
        ["ct"] = ((image, channel) => ForegroundWindow.Of(image, channel.Foreground!), channel => ForegroundWindow.Words(channel.Foreground!), true),
        ["none"] = ((image, _) => image, _ => "as it is in the file", false),
    };

    public static IReadOnlyCollection<string> Names => Schemes.Keys;

    /// <summary>The usual scheme: "ct" for CT, whose numbers have a meaning; "z-score" for all else.</summary>
    /// <param name="modality">Of the data set; null where it does not say.</param>
    /// <param name="channel">A channel's name: "CT" counts too, as in nnU-Net.</param>
    public static string For(string? modality, string channel) => "CT".Equals(modality, StringComparison.OrdinalIgnoreCase) || channel.Equals("CT", StringComparison.OrdinalIgnoreCase) ? "ct" : "z-score";

    /// <exception cref="DataException">No such scheme; names the nearest.</exception>
    public static bool NeedsForeground(string scheme, string source = "--normalisation") => Find(scheme, source).NeedsForeground;

    /// <exception cref="DataException">No such scheme, or one whose window is missing or empty.</exception>
    public static void Check(ChannelNormalisation channel, string source)
    {
        if (NeedsForeground(channel.Scheme, source) && !(channel.Foreground is { } foreground && ForegroundWindow.IsIn(foreground)))
            throw new DataException(source, $"normalisation '{channel.Scheme}' has no window", "Give 'foreground' with low below high and a standard deviation above 0, or train anew");
    }

    public static Volume<float> Apply(Volume<float> image, ChannelNormalisation channel) => Find(channel.Scheme, channel.Scheme).Apply(image, channel);

    /// <summary>What it does, to follow "every channel is".</summary>
    public static string Words(ChannelNormalisation channel) => Find(channel.Scheme, channel.Scheme).Words(channel);

    private static (Func<Volume<float>, ChannelNormalisation, Volume<float>> Apply, Func<ChannelNormalisation, string> Words, bool NeedsForeground) Find(string scheme, string source) =>
        Schemes.TryGetValue(scheme, out var found)
            ? found
            : throw new DataException(source, $"normalisation '{scheme}' is unknown", NearestName.Suggest(scheme, Names));
}
