using System.Buffers.Binary;
using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>What a NIfTI-1 header says, checked. Byte offsets are those of nifti1.h.</summary>
internal sealed record NiftiHeader(Geometry Geometry, NiftiDataType DataType, long DataOffset, double Slope, double Intercept, bool BigEndian)
{
    /// <summary>Header and the four bytes that announce extensions.</summary>
    public const int Length = 352;

    /// <summary>Bytes of the voxel block.</summary>
    public long DataBytes => Geometry.Size.Voxels * BytesPerVoxel(DataType);

    public bool Rescaled => Slope != 1 || Intercept != 0;

    public static int BytesPerVoxel(NiftiDataType type) => type switch
    {
        NiftiDataType.UInt8 or NiftiDataType.Int8 => 1,
        NiftiDataType.Int16 or NiftiDataType.UInt16 => 2,
        NiftiDataType.Int32 or NiftiDataType.UInt32 or NiftiDataType.Float32 => 4,
        NiftiDataType.Int64 or NiftiDataType.UInt64 or NiftiDataType.Float64 => 8,
        _ => 0,
    };

    /// <exception cref="DataException">Not a NIfTI-1 single file that Seno can represent.</exception>
    public static NiftiHeader Parse(ReadOnlySpan<byte> bytes, string path)
    {
        var bigEndian = IsBigEndian(bytes, path);
        var fields = new Fields(bytes, bigEndian);
        RequireMagic(bytes[344..348], path);
        var size = SizeOf(fields, path);
        var type = (NiftiDataType)fields.Int16(70);
        if (BytesPerVoxel(type) == 0)
            throw new DataException(path, $"has NIfTI data type {(int)type}, which is not a real number type", "Convert it to an integer or float type; split complex and RGB images into channels");
        var offset = fields.Single(108);
        if (!(offset == 0 || offset >= Length && offset <= long.MaxValue / 2))
            throw Damaged(path, $"its voxels to start at byte {Text(offset)}");
        var slope = fields.Single(112);
        var intercept = fields.Single(116);
        var scaled = slope != 0 && float.IsFinite(slope) && float.IsFinite(intercept);
        return new(
            GeometryOf(fields, size, path),
            type,
            offset == 0 ? Length : (long)offset,
            scaled ? slope : 1,
            scaled ? intercept : 0,
            bigEndian);
    }

    private static bool IsBigEndian(ReadOnlySpan<byte> bytes, string path)
    {
        var little = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        var big = BinaryPrimitives.ReadInt32BigEndian(bytes);
        if (little == 540 || big == 540)
            throw new DataException(path, "is NIfTI-2, which is not supported yet", "Convert it to NIfTI-1");
        if (little != 348 && big != 348)
            throw new DataException(path, "is not a NIfTI file", "Check what the file is; export it as .nii or .nii.gz");
        return big == 348;
    }

    private static void RequireMagic(ReadOnlySpan<byte> magic, string path)
    {
        if (magic.SequenceEqual("ni1\0"u8))
            throw new DataException(path, "is the header of a NIfTI pair (.hdr and .img), which is not supported yet", "Convert the pair to one .nii or .nii.gz file");
        if (!magic.SequenceEqual("n+1\0"u8))
            throw new DataException(path, "lacks the NIfTI-1 mark 'n+1' (Analyze 7.5 files look like this)", "Convert it to NIfTI-1");
    }

    private static Size3 SizeOf(Fields fields, string path)
    {
        var dimensions = fields.Int16(40);
        if (dimensions is < 1 or > 7)
            throw Damaged(path, $"{dimensions} dimensions");
        Span<int> size = [1, 1, 1];
        for (var axis = 0; axis < dimensions; axis++)
        {
            int length = fields.Int16(42 + 2 * axis);
            if (length < 1 && !(axis >= 3 && length == 0))
                throw Damaged(path, $"{length} voxels along axis {axis + 1}");
            if (axis < 3)
                size[axis] = length;
            else if (length > 1)
                throw new DataException(path, $"has {length} volumes along axis {axis + 1}; 4-D images are not supported here", "Split it into one 3-D file per phase");
        }
        var result = new Size3(size[0], size[1], size[2]);
        if (result.Voxels > System.Array.MaxLength)
            throw Damaged(path, $"{result} voxels, more than fit in memory");
        return result;
    }

    private static Geometry GeometryOf(Fields fields, Size3 size, string path)
    {
        // metre, mm, micrometre; software that leaves the unit out means mm
        var millimetres = (fields.Byte(123) & 7) switch { 1 => 1000.0, 3 => 0.001, _ => 1.0 };
        var unitStated = (fields.Byte(123) & 7) != 0;
        var (qformCode, sformCode) = (fields.Int16(252), fields.Int16(254));
        if (sformCode <= 0 && qformCode <= 0 && !unitStated && PixelsOnly(fields))
            return new(size);
        var affine = sformCode > 0 ? NiftiAffine.FromRows(fields) : qformCode > 0 ? NiftiAffine.FromQuaternion(fields, size) : NiftiAffine.FromSpacing(fields, size);
        return affine.ToGeometry(size, millimetres, path);
    }

    private static bool PixelsOnly(Fields fields) =>
        fields.Single(80) is 0 or 1 && fields.Single(84) is 0 or 1 && fields.Single(88) is 0 or 1;

    private static DataException Damaged(string path, string claim) =>
        new(path, $"has a header that claims {claim}", "The file is damaged: export or copy it again");

    private static string Text(float value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Header fields in the file's byte order.</summary>
    internal readonly ref struct Fields(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        private readonly ReadOnlySpan<byte> bytes = bytes;

        public byte Byte(int offset) => bytes[offset];

        public short Int16(int offset) => bigEndian ? BinaryPrimitives.ReadInt16BigEndian(bytes[offset..]) : BinaryPrimitives.ReadInt16LittleEndian(bytes[offset..]);

        public float Single(int offset) => bigEndian ? BinaryPrimitives.ReadSingleBigEndian(bytes[offset..]) : BinaryPrimitives.ReadSingleLittleEndian(bytes[offset..]);
    }
}
