using System.Buffers.Binary;
using Seno.Core;

namespace Seno.Imaging.Formats.Nifti;

/// <summary>The fields of a NIfTI-1 or NIfTI-2 header that Seno uses, as they stand in the file. Byte offsets are those of nifti1.h and nifti2.h.</summary>
internal sealed record NiftiFields
{
    /// <summary>Longest header: NIfTI-2's, with the four bytes that announce extensions.</summary>
    public const int MostBytes = 544;

    private const int Length1 = 348;
    private const int Length2 = 540;

    public required int Version { get; init; }

    /// <value>A header of its own (.hdr), with the voxels in .img.</value>
    public required bool Pair { get; init; }

    public required bool BigEndian { get; init; }

    /// <value>Number of axes, then their lengths.</value>
    public required long[] Dim { get; init; }

    public required short DataType { get; init; }

    /// <value>Sign of the qform's z axis, then spacings.</value>
    public required double[] PixDim { get; init; }

    public required double VoxOffset { get; init; }

    public required double Slope { get; init; }

    public required double Intercept { get; init; }

    public required int QformCode { get; init; }

    public required int SformCode { get; init; }

    /// <value>b, c, d of the qform's quaternion, then its offset.</value>
    public required double[] Quaternion { get; init; }

    /// <value>Three rows of four.</value>
    public required double[] Sform { get; init; }

    /// <value>Units of space in bits 0–2, of time in bits 3–5.</value>
    public required int Units { get; init; }

    /// <value>Bytes of the header, without the four that announce extensions.</value>
    public int HeaderLength => Version == 1 ? Length1 : Length2;

    /// <param name="bytes">The header's bytes: NIfTI-1's 348 at least, NIfTI-2's 540 if it is one.</param>
    /// <param name="path">For messages.</param>
    /// <exception cref="DataException">Neither version.</exception>
    public static NiftiFields Parse(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.Length < Length1)
            throw new DataException(path, $"ends after {bytes.Length} bytes, before a NIfTI header does", "The file is truncated: export or copy it again");
        var little = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        var big = BinaryPrimitives.ReadInt32BigEndian(bytes);
        if (little is not (Length1 or Length2) && big is not (Length1 or Length2))
            throw new DataException(path, "is not a NIfTI file", "Check what the file is; export it as .nii or .nii.gz");
        var reader = new Reader(bytes, bigEndian: big is Length1 or Length2);
        return little == Length2 || big == Length2 ? Parse2(reader, bytes, path) : Parse1(reader, bytes, path);
    }

    private static NiftiFields Parse1(Reader reader, ReadOnlySpan<byte> bytes, string path)
    {
        var magic = bytes[344..348];
        if (!magic.SequenceEqual("n+1\0"u8) && !magic.SequenceEqual("ni1\0"u8))
            throw new DataException(path, "lacks the NIfTI-1 mark 'n+1' or 'ni1' (Analyze 7.5 files look like this)", "Convert it to NIfTI-1");
        return new()
        {
            Version = 1,
            Pair = magic[1] == 'i',
            BigEndian = reader.BigEndian,
            Dim = reader.Many(8, 40, 2, static (r, at) => (long)r.Int16(at)),
            DataType = reader.Int16(70),
            PixDim = reader.Many(8, 76, 4, static (r, at) => (double)r.Single(at)),
            VoxOffset = reader.Single(108),
            Slope = reader.Single(112),
            Intercept = reader.Single(116),
            Units = bytes[123],
            QformCode = reader.Int16(252),
            SformCode = reader.Int16(254),
            Quaternion = reader.Many(6, 256, 4, static (r, at) => (double)r.Single(at)),
            Sform = reader.Many(12, 280, 4, static (r, at) => (double)r.Single(at)),
        };
    }

    private static NiftiFields Parse2(Reader reader, ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.Length < Length2)
            throw new DataException(path, $"ends after {bytes.Length} bytes, before a NIfTI-2 header does", "The file is truncated: export or copy it again");
        var magic = bytes[4..12];
        if (!magic.SequenceEqual("n+2\0\r\n\x1A\n"u8) && !magic.SequenceEqual("ni2\0\r\n\x1A\n"u8))
            throw new DataException(path, "lacks the NIfTI-2 mark 'n+2' or 'ni2'", "Export or copy it again, as binary");
        return new()
        {
            Version = 2,
            Pair = magic[1] == 'i',
            BigEndian = reader.BigEndian,
            Dim = reader.Many(8, 16, 8, static (r, at) => r.Int64(at)),
            DataType = reader.Int16(12),
            PixDim = reader.Many(8, 104, 8, static (r, at) => r.Double(at)),
            VoxOffset = reader.Int64(168),
            Slope = reader.Double(176),
            Intercept = reader.Double(184),
            Units = reader.Int32(500),
            QformCode = reader.Int32(344),
            SformCode = reader.Int32(348),
            Quaternion = reader.Many(6, 352, 8, static (r, at) => r.Double(at)),
            Sform = reader.Many(12, 400, 8, static (r, at) => r.Double(at)),
        };
    }

    /// <summary>Numbers in the file's byte order.</summary>
    private readonly ref struct Reader(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        private readonly ReadOnlySpan<byte> bytes = bytes;

        public delegate T Field<T>(Reader reader, int offset);

        public bool BigEndian => bigEndian;

        public short Int16(int at) => bigEndian ? BinaryPrimitives.ReadInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadInt16LittleEndian(bytes[at..]);

        public int Int32(int at) => bigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes[at..]) : BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);

        public long Int64(int at) => bigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes[at..]) : BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);

        public float Single(int at) => bigEndian ? BinaryPrimitives.ReadSingleBigEndian(bytes[at..]) : BinaryPrimitives.ReadSingleLittleEndian(bytes[at..]);

        public double Double(int at) => bigEndian ? BinaryPrimitives.ReadDoubleBigEndian(bytes[at..]) : BinaryPrimitives.ReadDoubleLittleEndian(bytes[at..]);

        public T[] Many<T>(int count, int start, int step, Field<T> field)
        {
            var values = new T[count];
            for (var i = 0; i < count; i++)
                values[i] = field(this, start + i * step);
            return values;
        }
    }
}
