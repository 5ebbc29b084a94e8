using System.Buffers.Binary;
using System.Text;
using Seno.Core;

namespace Seno.Imaging.Formats.Raster;

/// <summary>TIFF, uncompressed, one page a slice, with ImageJ's description where there are several or the spacing is known.</summary>
internal static class TiffWriter
{
    private const int HeaderLength = 8;
    private const int Short = 3;
    private const int Long = 4;

    /// <exception cref="DataException">Larger than the format can address, or the file cannot be written.</exception>
    public static void Write(string path, ImageToWrite image)
    {
        // readers of TIFF do without numbers of 64 bits; what is in memory is float32
        if (image.VoxelType is VoxelType.UInt64 or VoxelType.Int64 or VoxelType.Float64)
            image = image with { VoxelType = VoxelType.Float32 };
        var pages = (long)image.Size.Z * image.Count;
        var pageBytes = (long)image.Size.X * image.Size.Y * image.VoxelType.Width();
        var description = Encoding.UTF8.GetBytes(ImageJDescription.Write(image) + "\0");
        var voxelsEnd = HeaderLength + (pages * pageBytes + 1) / 2 * 2;
        if (voxelsEnd + description.Length + pages * PageDirectory.MostBytes > uint.MaxValue)
            throw new DataException(path, "would be larger than 4 GB, where TIFF ends", "Write it as .nii.gz");
        AtomicFile.Write(path, stream =>
        {
            stream.Write([(byte)'I', (byte)'I', 42, 0, .. Bytes((uint)voxelsEnd)]);
            image.WriteVoxels(stream);
            if (voxelsEnd > HeaderLength + pages * pageBytes)
                stream.WriteByte(0);
            var at = voxelsEnd;
            for (var page = 0L; page < pages; page++)
            {
                var directory = new PageDirectory(
                    image,
                    HeaderLength + page * pageBytes,
                    pageBytes,
                    page == 0 && description.Length > 1 ? description : null);
                at = directory.Write(stream, at, last: page == pages - 1);
            }
        });
    }

    private static byte[] Bytes(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    /// <summary>One page's entries, and behind them what does not fit into an entry.</summary>
    private sealed class PageDirectory(ImageToWrite image, long voxelsAt, long voxelBytes, byte[]? description)
    {
        public const int MostBytes = 256;

        private readonly List<(int Tag, int Type, int Count, byte[] Value)> entries = [];

        /// <returns>The byte behind it, where the next one starts.</returns>
        public long Write(Stream stream, long at, bool last)
        {
            Fill();
            var behind = at + 2 + 12 * entries.Count + 4;
            var longValues = entries.Where(entry => entry.Value.Length > 4).Sum(entry => Even(entry.Value.Length));
            var next = behind + longValues;
            stream.Write([(byte)entries.Count, 0]);
            foreach (var (tag, type, count, value) in entries)
            {
                stream.Write([(byte)tag, (byte)(tag >> 8), (byte)type, 0, .. Bytes((uint)count)]);
                stream.Write(value.Length > 4 ? Bytes((uint)behind) : value);
                behind += value.Length > 4 ? Even(value.Length) : 0;
            }
            stream.Write(Bytes(last ? 0 : (uint)next));
            foreach (var (_, _, _, value) in entries.Where(entry => entry.Value.Length > 4))
                stream.Write([.. value, .. new byte[Even(value.Length) - value.Length]]);
            return next;
        }

        private static int Even(int length) => (length + 1) / 2 * 2;

        private void Fill()
        {
            Add(254, Long, image.Size.Z * image.Count > 1 ? 2u : 0);
            Add(256, Long, (uint)image.Size.X);
            Add(257, Long, (uint)image.Size.Y);
            Add(258, Short, (uint)(8 * image.VoxelType.Width()));
            Add(259, Short, 1);
            Add(262, Short, TiffPage.MinIsBlack);
            if (description is not null)
                entries.Add((270, 2, description.Length, description));
            Add(273, Long, (uint)voxelsAt);
            Add(277, Short, 1);
            Add(278, Long, (uint)image.Size.Y);
            Add(279, Long, (uint)voxelBytes);
            if (image.Geometry.SpacingKnown)
            {
                AddResolution(282, image.Geometry.Spacing.X);
                AddResolution(283, image.Geometry.Spacing.Y);
                Add(296, Short, 1);
            }
            Add(
                339,
                Short,
                image.VoxelType switch { VoxelType.Float32 => 3u, VoxelType.Int8 or VoxelType.Int16 or VoxelType.Int32 => 2, _ => 1 });
        }

        private void Add(int tag, int type, uint value) => entries.Add((tag, type, 1, Bytes(value)));

        private void AddResolution(int tag, double spacing)
        {
            var (millimetres, pixels) = Ratio.Of(spacing);
            entries.Add((tag, 5, 1, [.. Bytes(pixels), .. Bytes(millimetres)]));
        }
    }
}
