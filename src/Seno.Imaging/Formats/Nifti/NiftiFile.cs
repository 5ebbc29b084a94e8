using System.Buffers.Binary;
using Seno.Core;

namespace Seno.Imaging.Formats.Nifti;

/// <summary>NIfTI-1 and NIfTI-2: .nii, or a pair of .hdr and .img; gzip-compressed or not, whatever the name says.</summary>
/// <remarks>RAS+ becomes LPS+ on the way in and back on the way out. What is written is NIfTI-1, and NIfTI-2 where an axis is longer than that can say.</remarks>
internal static class NiftiFile
{
    /// <exception cref="DataException">Missing, truncated, hostile, or not of this kind.</exception>
    public static ImageContent Read(string path, ImageReadOptions options, Action<string>? warn) => ReadGuard.Run(path, () =>
    {
        var compression = DataBlock.Sniff(path);
        using var stream = new DataBlock(path, compression, 0, 0, 0).Unpacked();
        var bytes = new byte[NiftiFields.MostBytes - 4];
        var got = stream.ReadAtLeast(bytes.AsSpan(0, 348), 348, throwOnEndOfStream: false);
        // only NIfTI-2's header is longer, and what follows NIfTI-1's is read as extensions
        if (got == 348 && IsNifti2(bytes))
            got += stream.ReadAtLeast(bytes.AsSpan(got), bytes.Length - got, throwOnEndOfStream: false);
        var fields = NiftiFields.Parse(bytes.AsSpan(0, got), path);
        var room = fields.Pair ? long.MaxValue : (long)Math.Clamp(fields.VoxOffset, 0, 1e15) - fields.HeaderLength;
        var extensions = NiftiExtensions.Read(stream, room, fields.BigEndian, path);
        var dataPath = fields.Pair ? NiftiPair.VoxelsOf(path) : path;
        return NiftiHeader.Describe(fields, extensions, path, dataPath, fields.Pair ? DataBlock.Sniff(dataPath) : compression).Read(options, warn);
    });

    /// <summary>Compressed where the name ends in .gz; a pair where it ends in .hdr or .hdr.gz.</summary>
    public static void Write(string path, ImageToWrite image)
    {
        var pair = NiftiPair.IsHeader(path);
        var header = NiftiHeaderWriter.Header(image, pair);
        if (pair)
            WriteFile(NiftiPair.NewVoxelsOf(path), image.VoxelType.Width(), image.WriteVoxels);
        WriteFile(path, image.VoxelType.Width(), stream =>
        {
            stream.Write(header);
            if (!pair)
                image.WriteVoxels(stream);
        });
    }

    private static bool IsNifti2(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadInt32LittleEndian(bytes) == 540 || BinaryPrimitives.ReadInt32BigEndian(bytes) == 540;

    private static void WriteFile(string path, int width, Action<Stream> write) => AtomicFile.Write(path, stream =>
    {
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            write(stream);
            return;
        }
        using var gzip = new ParallelGzipStream(stream, width);
        write(gzip);
    });
}
