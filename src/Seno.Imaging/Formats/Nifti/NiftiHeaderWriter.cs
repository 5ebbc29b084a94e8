using System.Buffers.Binary;

namespace Seno.Imaging.Formats.Nifti;

/// <summary>Lays out a little-endian NIfTI header whose sform and qform agree, with its extensions. Byte offsets are those of nifti1.h and nifti2.h.</summary>
internal static class NiftiHeaderWriter
{
    private const short ScannerCoordinates = 1;
    private const int Millimetres = 2;
    private const int Seconds = 8;

    /// <returns>NIfTI-1, or NIfTI-2 where an axis has more voxels than 16 bits count; ends where the voxels of a single file begin.</returns>
    public static byte[] Header(ImageToWrite image, bool pair)
    {
        var own = NiftiExtensions.Own(image);
        var extensions = NiftiExtensions.Bytes(own is null ? image.Extensions : [.. image.Extensions, own]);
        var lengths = Lengths(image);
        return lengths.Max() <= short.MaxValue
            ? [.. Header1(image, lengths, pair, extensions.Length), .. extensions]
            : [.. Header2(image, lengths, pair, extensions.Length), .. extensions];
    }

    /// <summary>Number of axes, then their lengths.</summary>
    private static long[] Lengths(ImageToWrite image) =>
        [image.Count > 1 ? 4 : 3, image.Size.X, image.Size.Y, image.Size.Z, image.Count, 1, 1, 1];

    private static byte[] Header1(ImageToWrite image, long[] lengths, bool pair, int extensionBytes)
    {
        var bytes = new byte[348];
        var forms = Forms.Of(image);
        Int32(bytes, 0, 348);
        for (var i = 0; i < 8; i++)
        {
            Int16(bytes, 40 + 2 * i, lengths[i]);
            Single(bytes, 76 + 4 * i, forms.PixDim[i]);
        }
        Int16(bytes, 70, NiftiDataTypes.CodeOf(image.VoxelType));
        Int16(bytes, 72, 8 * image.VoxelType.Width());
        Single(bytes, 108, pair ? 0 : 348 + extensionBytes);
        Single(bytes, 112, 1);
        bytes[123] = (byte)forms.Units;
        Int16(bytes, 252, forms.Code);
        Int16(bytes, 254, forms.Code);
        for (var i = 0; i < forms.Quaternion.Length; i++)
            Single(bytes, 256 + 4 * i, forms.Quaternion[i]);
        for (var i = 0; i < forms.Rows.Length; i++)
            Single(bytes, 280 + 4 * i, forms.Rows[i]);
        (pair ? "ni1\0"u8 : "n+1\0"u8).CopyTo(bytes.AsSpan(344));
        return bytes;
    }

    private static byte[] Header2(ImageToWrite image, long[] lengths, bool pair, int extensionBytes)
    {
        var bytes = new byte[540];
        var forms = Forms.Of(image);
        Int32(bytes, 0, 540);
        (pair ? "ni2\0\r\n\x1A\n"u8 : "n+2\0\r\n\x1A\n"u8).CopyTo(bytes.AsSpan(4));
        Int16(bytes, 12, NiftiDataTypes.CodeOf(image.VoxelType));
        Int16(bytes, 14, 8 * image.VoxelType.Width());
        for (var i = 0; i < 8; i++)
        {
            Int64(bytes, 16 + 8 * i, lengths[i]);
            Double(bytes, 104 + 8 * i, forms.PixDim[i]);
        }
        Int64(bytes, 168, pair ? 0 : 540 + extensionBytes);
        Double(bytes, 176, 1);
        Int32(bytes, 344, forms.Code);
        Int32(bytes, 348, forms.Code);
        for (var i = 0; i < forms.Quaternion.Length; i++)
            Double(bytes, 352 + 8 * i, forms.Quaternion[i]);
        for (var i = 0; i < forms.Rows.Length; i++)
            Double(bytes, 400 + 8 * i, forms.Rows[i]);
        Int32(bytes, 500, forms.Units);
        return bytes;
    }

    private static void Int64(byte[] bytes, int offset, long value) => BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(offset), value);

    private static void Int32(byte[] bytes, int offset, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(offset), value);

    private static void Int16(byte[] bytes, int offset, long value) => BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(offset), checked((short)value));

    private static void Single(byte[] bytes, int offset, double value) => BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(offset), (float)value);

    private static void Double(byte[] bytes, int offset, double value) => BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(offset), value);

    /// <summary>The numbers that place the grid. Quaternion: b, c, d, then its offset; rows: the sform's; both empty where the spacing is unknown.</summary>
    private sealed record Forms(double[] PixDim, double[] Quaternion, double[] Rows, short Code, int Units)
    {
        public static Forms Of(ImageToWrite image)
        {
            var spacing = image.Geometry.Spacing;
            double[] pixDim = [1, spacing.X, spacing.Y, spacing.Z, image.TimeStep ?? 1, 1, 1, 1];
            var timeUnit = image.TimeStep is null ? 0 : Seconds;
            if (!image.Geometry.SpacingKnown)
                return new(pixDim, [], [], 0, timeUnit);
            var affine = Affine.Of(image.Geometry).FlippedToRas();
            var (b, c, d, handedness) = Rotation(affine);
            pixDim[0] = handedness;
            double[] quaternion = [b, c, d, affine.Translation.X, affine.Translation.Y, affine.Translation.Z];
            double[] rows = [.. Enumerable.Range(0, 3).SelectMany(row => new[] { affine.X[row], affine.Y[row], affine.Z[row], affine.Translation[row] })];
            return new(pixDim, quaternion, rows, ScannerCoordinates, Millimetres | timeUnit);
        }

        /// <summary>A quaternion is a rotation: a left-handed grid is a rotation with z reversed, said by pixdim[0] = −1.</summary>
        private static (double B, double C, double D, int Handedness) Rotation(Affine affine)
        {
            var (x, y, z) = (1 / affine.X.Length * affine.X, 1 / affine.Y.Length * affine.Y, 1 / affine.Z.Length * affine.Z);
            var handedness = x.Dot(y.Cross(z)) < 0 ? -1 : 1;
            var (b, c, d) = Imaginary(x, y, handedness * z);
            return (b, c, d, handedness);
        }

        /// <returns>The imaginary parts of the unit quaternion, with non-negative real part, of the rotation with these columns.</returns>
        private static (double B, double C, double D) Imaginary(Vector3 x, Vector3 y, Vector3 z)
        {
            // whichever part is largest is found first, and the others by dividing by it
            Span<double> squares = [1 + x.X + y.Y + z.Z, 1 + x.X - y.Y - z.Z, 1 - x.X + y.Y - z.Z, 1 - x.X - y.Y + z.Z];
            var largest = 0;
            for (var i = 1; i < 4; i++)
                largest = squares[i] > squares[largest] + 1e-12 ? i : largest;
            var root = Math.Sqrt(squares[largest]);
            var factor = 0.5 / root;
            var (a, b, c, d) = largest switch
            {
                0 => (root / 2, factor * (y.Z - z.Y), factor * (z.X - x.Z), factor * (x.Y - y.X)),
                1 => (factor * (y.Z - z.Y), root / 2, factor * (x.Y + y.X), factor * (x.Z + z.X)),
                2 => (factor * (z.X - x.Z), factor * (x.Y + y.X), root / 2, factor * (y.Z + z.Y)),
                _ => (factor * (x.Y - y.X), factor * (x.Z + z.X), factor * (y.Z + z.Y), root / 2),
            };
            return a < 0 ? (-b, -c, -d) : (b, c, d);
        }
    }
}
