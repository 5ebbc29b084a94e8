using System.Globalization;
using System.IO.Compression;
using System.Text;
using Seno.Core;

namespace Seno.Imaging.Formats.MetaImage;

/// <summary>MetaImage: .mha with its voxels behind the header, or .mhd with them in another file; raw, zlib or text. LPS+, as ITK takes it.</summary>
internal static class MetaImageFile
{
    /// <summary>Room for CompressedDataSize, which is known only when all is written.</summary>
    private const int SizeDigits = 20;

    /// <exception cref="DataException">Missing, truncated, hostile, or not of this kind.</exception>
    public static ImageContent Read(string path, ImageReadOptions options, Action<string>? warn) => ReadGuard.Run(path, () =>
    {
        var header = MetaImageHeader.Read(path);
        if (!header.IsText)
            return header.Describe().Read(options, warn);
        var (image, block) = (header.Describe(), header.Block());
        TextNumbers.RequireRoom(image.Layout.Elements, RegularFile.Length(block.Path) - block.Start, path);
        using var stream = block.Unpacked();
        return (image with { Text = new TextNumbers(stream, block.Path).Read }).Read(options, warn);
    });

    /// <summary>zlib; with the voxels in NAME.zraw beside it where the name ends in .mhd.</summary>
    public static void Write(string path, ImageToWrite image)
    {
        var detached = path.EndsWith(".mhd", StringComparison.OrdinalIgnoreCase);
        if (!detached)
        {
            AtomicFile.Write(path, stream => WriteLocal(stream, image));
            return;
        }
        var voxels = Path.ChangeExtension(path, ".zraw");
        long packed = 0;
        AtomicFile.Write(voxels, stream =>
        {
            WriteVoxels(stream, image);
            packed = stream.Length;
        });
        AtomicFile.Write(path, stream => stream.Write(Header(image, packed, Path.GetFileName(voxels))));
    }

    private static void WriteLocal(Stream stream, ImageToWrite image)
    {
        var length = Header(image, 0, "LOCAL").Length;
        stream.Position = length;
        WriteVoxels(stream, image);
        var packed = stream.Position - length;
        stream.Position = 0;
        stream.Write(Header(image, packed, "LOCAL"));
        stream.Position = stream.Length;
    }

    private static void WriteVoxels(Stream stream, ImageToWrite image)
    {
        using var packed = new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        image.WriteVoxels(packed);
    }

    /// <summary>Of the same length whatever the packed size.</summary>
    private static byte[] Header(ImageToWrite image, long packed, string dataFile)
    {
        var (size, geometry) = (image.Size, image.Geometry);
        var frames = image.Count > 1 ? $" {image.Count}" : "";
        var text = new StringBuilder();
        void Line(string key, string value) => text.Append(CultureInfo.InvariantCulture, $"{key} = {value}\n");
        Line("ObjectType", "Image");
        Line("NDims", image.Count > 1 ? "4" : "3");
        Line("BinaryData", "True");
        Line("BinaryDataByteOrderMSB", "False");
        Line("CompressedData", "True");
        Line("CompressedDataSize", packed.ToString(CultureInfo.InvariantCulture).PadLeft(SizeDigits, '0'));
        if (geometry.SpacingKnown)
        {
            var rows = Enumerable.Range(0, 3).Select(axis => HeaderText.Text(geometry.Direction[axis], " "));
            Line("TransformMatrix", image.Count > 1 ? $"{string.Join(" 0 ", rows)} 0 0 0 0 1" : string.Join(" ", rows));
            Line("Offset", HeaderText.Text(geometry.Origin, " ") + (image.Count > 1 ? " 0" : ""));
            Line("AnatomicalOrientation", "RAI");
            Line("ElementSpacing", HeaderText.Text(geometry.Spacing, " ") + (image.Count > 1 ? $" {HeaderText.Text(image.TimeStep ?? 1)}" : ""));
        }
        Line("DimSize", string.Create(CultureInfo.InvariantCulture, $"{size.X} {size.Y} {size.Z}{frames}"));
        Line("ElementType", MetaImageHeader.NameOf(image.VoxelType));
        Line("ElementDataFile", dataFile);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
