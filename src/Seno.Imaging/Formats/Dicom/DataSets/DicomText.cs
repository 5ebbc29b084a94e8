using System.Text;

namespace Seno.Imaging.Formats.Dicom.DataSets;

/// <summary>Text in the character sets of DICOM PS3.3 C.12.1.1.2.</summary>
internal static class DicomText
{
    private static readonly Dictionary<string, int> CodePages = new(StringComparer.Ordinal)
    {
        ["ISO_IR 100"] = 28591,
        ["ISO_IR 101"] = 28592,
        ["ISO_IR 109"] = 28593,
        ["ISO_IR 110"] = 28594,
        ["ISO_IR 144"] = 28595,
        ["ISO_IR 127"] = 28596,
        ["ISO_IR 126"] = 28597,
        ["ISO_IR 138"] = 28598,
        ["ISO_IR 148"] = 28599,
        ["ISO_IR 166"] = 874,
        ["ISO_IR 203"] = 28605,
        ["ISO_IR 13"] = 932,
        ["ISO_IR 87"] = 50220,
        ["ISO_IR 159"] = 50220,
        ["ISO_IR 149"] = 51949,
        ["ISO_IR 58"] = 936,
        ["ISO_IR 192"] = 65001,
        ["GB18030"] = 54936,
        ["GBK"] = 936,
    };

    static DicomText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="bytes">The value.</param>
    /// <param name="characterSet">Specific Character Set, perhaps several; of those the last that is known. Empty: ASCII.</param>
    /// <returns>Text without the padding at either end.</returns>
    public static string Decode(ReadOnlySpan<byte> bytes, string characterSet) =>
        EncodingOf(characterSet).GetString(bytes).Trim(' ', '\0', '\r', '\n');

    private static Encoding EncodingOf(string characterSet)
    {
        foreach (var term in characterSet.Split('\\').Reverse())
        {
            if (CodePages.TryGetValue(term.Trim().Replace("ISO 2022 IR", "ISO_IR", StringComparison.Ordinal), out var page))
                return Encoding.GetEncoding(page);
        }
        return Encoding.Latin1;
    }
}
