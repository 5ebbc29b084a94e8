using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>Portable grey maps (netpbm's pgm): binary P5 of 8 or 16 bit, and text, P2. Spacing is unknown. Written as P5.</summary>
internal static class PgmFile
{
    private const int MostHeaderBytes = 1 << 16;
    private const int LongestWord = 20;

    /// <exception cref="DataException">Missing, truncated, hostile, or not of this kind.</exception>
    public static ImageContent Read(string path, ImageReadOptions options, Action<string>? warn) => ReadGuard.Run(path, () =>
    {
        var (text, width, height, largest, end) = Header(path);
        if (largest is < 1 or > ushort.MaxValue)
            throw HeaderText.Wrong(path, "largest grey value", largest.ToString(CultureInfo.InvariantCulture));
        var layout = new FileLayout(path, [new(width, Spatial: true), new(height, Spatial: true)]);
        var type = largest > byte.MaxValue ? VoxelType.UInt16 : VoxelType.UInt8;
        var block = new DataBlock(path, Compression.None, end, 0, layout.Elements * type.Width());
        var image = new StoredImage { Path = path, Format = "PGM", Data = text ? null : block, Layout = layout, Type = type, BigEndian = true, Affine = null };
        if (!text)
            return image.Read(options, warn);
        TextNumbers.RequireRoom(layout.Elements, new FileInfo(path).Length - end, path);
        using var stream = block.Unpacked();
        return (image with { Text = new TextNumbers(stream, path).Read }).Read(options, warn);
    });

    /// <summary>16 bit where a value is beyond 255. Intensities that are to be clipped are rounded to 0..255.</summary>
    public static void Write(string path, ImageToWrite image)
    {
        var (_, intensities) = image.Single;
        if (image.Clip && intensities is not null)
            image = new(intensities.Map(static value => (byte)Math.Clamp(value + 0.5f, 0, 255)), null);
        var picture = image.AsPicture(path, "PGM");
        var largest = picture.VoxelType == VoxelType.UInt8 ? byte.MaxValue : ushort.MaxValue;
        AtomicFile.Write(path, stream =>
        {
            stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P5\n{picture.Size.X} {picture.Size.Y}\n{largest}\n")));
            if (largest == byte.MaxValue)
                picture.WriteVoxels(stream);
            else
                WriteBigEndian(stream, picture.Single.Intensities!.Span);
        });
    }

    private static void WriteBigEndian(Stream stream, ReadOnlySpan<float> values)
    {
        var row = new byte[2 * values.Length];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(2 * i), (ushort)values[i]);
        stream.Write(row);
    }

    /// <summary>Magic, width, height and largest value, parted by white space and comments; one white space, then the pixels.</summary>
    private static (bool Text, long Width, long Height, long Largest, long End) Header(string path)
    {
        using var file = RegularFile.Open(path);
        var magic = Word(file, path);
        if (magic is not ("P5" or "P2"))
            throw new DataException(path, "is not a PGM file", "Check what the file is; export it as .pgm or .png");
        var width = HeaderText.Whole(Word(file, path), "width", path);
        var height = HeaderText.Whole(Word(file, path), "height", path);
        var largest = HeaderText.Whole(Word(file, path), "largest grey value", path);
        return (magic == "P2", width, height, largest, file.Position);
    }

    private static string Word(FileStream file, string path)
    {
        var word = new StringBuilder();
        for (int next; (next = Next(file)) >= 0 && word.Length <= LongestWord && file.Position < MostHeaderBytes;)
        {
            if (!char.IsWhiteSpace((char)next))
                word.Append((char)next);
            else if (word.Length > 0)
                return word.ToString();
        }
        throw new DataException(path, "is not a PGM file, or ends inside its header", "Check what the file is; export it as .pgm or .png");
    }

    /// <returns>The next byte; a comment counts as the line end that closes it; −1 at the end of the file.</returns>
    private static int Next(FileStream file)
    {
        var next = file.ReadByte();
        if (next != '#')
            return next;
        while (next is not ('\n' or '\r' or -1))
            next = file.ReadByte();
        return next;
    }
}
