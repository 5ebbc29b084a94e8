using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Seno.Imaging.Formats.Dicom.Writing;

/// <summary>Unique identifiers without a registered root: 2.25 and a 128-bit number (DICOM PS3.5 annex B.2).</summary>
internal static class DicomUid
{
    /// <returns>A UID that follows from what it names: equal parts, equal UID.</returns>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!)));
        // version 8 and variant of RFC 9562: a UUID whose bits are our own
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return $"2.25.{new BigInteger(hash.AsSpan(0, 16), isUnsigned: true, isBigEndian: true)}";
    }
}
