using System.Globalization;
using System.Text.RegularExpressions;
using Seno.Imaging.Formats;

namespace Seno.Data;

/// <summary>
/// An image file as nnU-Net names it: CASE_0001.png is channel 1 of CASE. The number is the file's, never its place in a list.
/// </summary>
/// <param name="File">Path.</param>
/// <param name="Id">Case id; the whole name where it has no number.</param>
/// <param name="Channel">From 0; null where the name has no number.</param>
internal sealed partial record ChannelFile(string File, string Id, int? Channel)
{
    public string Name => Path.GetFileName(File);

    /// <summary>
    /// A photograph's format, which can hold three channels as red, green and blue, as nnU-Net's NaturalImage2DIO reads them.
    /// </summary>
    public bool MayHoldColour => ImageFile.EndingOf(File) is ".png" or ".jpg" or ".jpeg" or ".tif" or ".tiff";

    /// <param name="file">Path.</param>
    /// <param name="ending">Of its name.</param>
    public static ChannelFile Of(string file, string ending)
    {
        var name = Path.GetFileName(file)[..^ending.Length];
        var match = Numbered().Match(name);
        return match.Success ? new(
            file,
            match.Groups[1].Value,
            int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture)) : new(file, name, null);
    }

    /// <returns>"CASE_0001", the name that channel has in a case.</returns>
    public static string NameOf(string id, int channel) => string.Create(CultureInfo.InvariantCulture, $"{id}_{channel:D4}");

    [GeneratedRegex("^(.+)_([0-9]{4})$", RegexOptions.Singleline)]
    private static partial Regex Numbered();
}
