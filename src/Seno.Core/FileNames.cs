using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Seno.Core;

/// <summary>The one place that turns a name from data (a label, a reader, a column, a metric) into the name of a file or folder.</summary>
public static partial class FileNames
{
    /// <summary>Leaves room for what stands before and behind in 255 bytes, the most that file systems allow.</summary>
    private const int MostBytes = 120;

    private const string Refused = "/\\:*?\"<>|";

    /// <returns>
    /// The name itself where every system can have a file of that name. Otherwise what cannot stand in one is replaced by _ and a part of
    /// the name's SHA-256 follows, so that different names stay different; nothing can lead out of a folder.
    /// </returns>
    public static string For(string name)
    {
        if (IsPlain(name))
            return name;
        var kept = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var fits = PlainText.Shows(rune) && !(rune.IsAscii && Refused.Contains((char)rune.Value, StringComparison.Ordinal));
            var next = fits ? rune.ToString() : "_";
            if (Encoding.UTF8.GetByteCount(kept.ToString()) + Encoding.UTF8.GetByteCount(next) > MostBytes - 10)
                break;
            kept.Append(next);
        }
        var text = kept.ToString().Trim(' ', '.', '-');
        return $"{(text.Length == 0 || IsReserved(text) ? "_" + text : text)}-{Convert.ToHexStringLower(SHA256.HashData(MemoryOf(name)))[..8]}";
    }

    /// <returns>Whether every system can have a file of that name, and it is not the like of one made here.</returns>
    public static bool IsPlain(string name) =>
        name.Length > 0 && PlainText.Is(name) && Encoding.UTF8.GetByteCount(name) <= MostBytes
        && !name.AsSpan().ContainsAny(Refused) && name[0] is not (' ' or '.' or '-') && name[^1] is not (' ' or '.')
        && !IsReserved(name) && !Made().IsMatch(name);

    /// <summary>Names of devices, with any ending, on Windows.</summary>
    private static bool IsReserved(string name) => Device().IsMatch(name);

    /// <summary>Of the characters, so that broken surrogates count too.</summary>
    private static ReadOnlySpan<byte> MemoryOf(string name) => MemoryMarshal.AsBytes(name.AsSpan());

    [GeneratedRegex(@"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();

    [GeneratedRegex("-[0-9a-f]{8}$", RegexOptions.CultureInvariant)]
    private static partial Regex Made();
}
