using System.Buffers.Binary;

namespace Seno.Imaging.Formats;

/// <summary>Lays out a little-endian NIfTI-1 header whose sform and qform agree.</summary>
internal static class NiftiHeaderWriter
{
    private const short ScannerCoordinates = 1;
    private const byte Millimetres = 2;

    public static byte[] Header(Geometry geometry, NiftiDataType type)
    {
        var bytes = new byte[NiftiHeader.Length];
        Int32(bytes, 0, 348);
        Int16(bytes, 40, 3);
        for (var axis = 0; axis < 7; axis++)
            Int16(bytes, 42 + 2 * axis, axis < 3 ? geometry.Size[axis] : 1);
        Int16(bytes, 70, (short)type);
        Int16(bytes, 72, 8 * NiftiHeader.BytesPerVoxel(type));
        for (var axis = 0; axis < 3; axis++)
            Single(bytes, 80 + 4 * axis, geometry.Spacing[axis]);
        Single(bytes, 76, 1);
        Single(bytes, 108, NiftiHeader.Length);
        Single(bytes, 112, 1);
        if (geometry.SpacingKnown)
            WriteForms(bytes, geometry);
        "n+1\0"u8.CopyTo(bytes.AsSpan(344));
        return bytes;
    }

    private static void WriteForms(byte[] bytes, Geometry geometry)
    {
        var affine = NiftiAffine.FromGeometry(geometry);
        bytes[123] = Millimetres;
        Int16(bytes, 252, ScannerCoordinates);
        Int16(bytes, 254, ScannerCoordinates);
        for (var row = 0; row < 3; row++)
        {
            Single(bytes, 280 + 16 * row, affine.X[row]);
            Single(bytes, 284 + 16 * row, affine.Y[row]);
            Single(bytes, 288 + 16 * row, affine.Z[row]);
            Single(bytes, 292 + 16 * row, affine.Translation[row]);
            Single(bytes, 268 + 4 * row, affine.Translation[row]);
        }
        var (x, y, z) = (1 / geometry.Spacing.X * affine.X, 1 / geometry.Spacing.Y * affine.Y, 1 / geometry.Spacing.Z * affine.Z);
        // a quaternion is a rotation: a left-handed grid is a rotation with z reversed, said by pixdim[0] = -1
        var handedness = x.Dot(new(y.Y * z.Z - y.Z * z.Y, y.Z * z.X - y.X * z.Z, y.X * z.Y - y.Y * z.X));
        if (handedness < 0)
            z = -1 * z;
        Single(bytes, 76, handedness < 0 ? -1 : 1);
        var (b, c, d) = Quaternion(x, y, z);
        Single(bytes, 256, b);
        Single(bytes, 260, c);
        Single(bytes, 264, d);
    }

    /// <returns>The imaginary parts of the unit quaternion, with non-negative real part, of the rotation with these columns.</returns>
    private static (double B, double C, double D) Quaternion(Vector3 x, Vector3 y, Vector3 z)
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

    private static void Int32(byte[] bytes, int offset, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(offset), value);

    private static void Int16(byte[] bytes, int offset, int value) => BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(offset), checked((short)value));

    private static void Single(byte[] bytes, int offset, double value) => BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(offset), (float)value);
}
