using System.Buffers.Binary;
using System.Text;

namespace Seno.Learning.Runtime;

/// <summary>The symbol versions a Linux shared library says it needs (ELF section SHT_GNU_verneed).</summary>
/// <remarks>
/// TorchSharp's native library names GLIBCXX_3.4.32 for one symbol it never relocates, so hosts with an older libstdc++ refuse it for
/// nothing. The weak flag on that one entry tells the loader that its absence is no error.
/// </remarks>
internal static class ElfVersionNeeds
{
    private const uint GnuVersionNeeds = 0x6ffffffe;
    private const ushort Weak = 2;

    /// <summary>Sets the weak flag on <paramref name="version"/>, in place.</summary>
    /// <returns>False when the image is no 64-bit little-endian ELF file or does not name the version.</returns>
    public static bool Weaken(Span<byte> image, string version)
    {
        if (image.Length < 64 || !image[..6].SequenceEqual<byte>([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
            return false;
        var table = (int)BinaryPrimitives.ReadUInt64LittleEndian(image[0x28..]);
        var entrySize = BinaryPrimitives.ReadUInt16LittleEndian(image[0x3A..]);
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(image[0x3C..]);
        for (var i = 0; i < entries; i++)
        {
            var section = image.Slice(table + i * entrySize, entrySize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) != GnuVersionNeeds)
                continue;
            var link = (int)BinaryPrimitives.ReadUInt32LittleEndian(section[0x28..]);
            var names = (int)BinaryPrimitives.ReadUInt64LittleEndian(image[(table + link * entrySize + 0x18)..]);
            var start = (int)BinaryPrimitives.ReadUInt64LittleEndian(section[0x18..]);
            return WeakenIn(image, start, names, version);
        }
        return false;
    }

    private static bool WeakenIn(Span<byte> image, int file, int names, string version)
    {
        while (true)
        {
            var auxiliary = file + (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(file + 8)..]);
            while (true)
            {
                var name = names + (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(auxiliary + 8)..]);
                if (Encoding.ASCII.GetString(image.Slice(name, version.Length + 1)) == version + '\0')
                {
                    var flags = image[(auxiliary + 4)..];
                    BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | Weak));
                    return true;
                }
                var nextAuxiliary = (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(auxiliary + 12)..]);
                if (nextAuxiliary == 0)
                    break;
                auxiliary += nextAuxiliary;
            }
            var nextFile = (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(file + 12)..]);
            if (nextFile == 0)
                return false;
            file += nextFile;
        }
    }
}
