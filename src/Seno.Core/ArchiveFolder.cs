using System.Formats.Tar;
using System.IO.Compression;

namespace Seno.Core;

/// <summary>A folder as it is, or a zip, tar or tar.gz unpacked into a temporary folder that goes with this object.</summary>
public sealed class ArchiveFolder : IDisposable
{
    private const long LargestEntry = 4L << 30;
    private const long LargestTotal = 64L << 30;

    /// <summary>Images, mostly empty ones too, stay far below; deflate's most is 1032 : 1, which only a constant reaches.</summary>
    private const long LargestExpansion = 500;

    /// <summary>Any archive may hold so much: an empty mask, alone, is nearly constant.</summary>
    private const long AlwaysAllowed = 8L << 20;

    private readonly TemporaryFolder? temporary;

    private ArchiveFolder(string folder, TemporaryFolder? temporary)
    {
        Folder = folder;
        this.temporary = temporary;
    }

    public string Folder { get; }

    /// <returns>Whether a file starts as a zip, a gzip or a tar does.</returns>
    /// <exception cref="DataException">It cannot be read.</exception>
    public static bool IsArchive(string path)
    {
        using var file = RegularFile.Open(path);
        return KindOf(file) != Kind.Other;
    }

    /// <exception cref="DataException">Missing, damaged, or an archive whose entries leave it, are links, or expand to more than 500 times their size.</exception>
    public static ArchiveFolder Open(string source)
    {
        if (Directory.Exists(source))
            return new(Path.GetFullPath(source), null);
        if (!File.Exists(source))
            throw new DataException(source, "does not exist", "Give the archive's folder or the archive itself");
        var folder = new TemporaryFolder();
        try
        {
            Unpack(source, folder.Path);
            return new(folder.Path, folder);
        }
        catch (Exception failure)
        {
            folder.Dispose();
            if (failure is InvalidDataException or EndOfStreamException or FormatException or NotSupportedException or OverflowException)
                throw new DataException(source, "is no whole zip, tar or tar.gz archive", "Download it again", failure);
            if (failure is IOException or UnauthorizedAccessException)
                throw new DataException(source, $"cannot be unpacked ({failure.Message.TrimEnd('.')})", "Check that the folder for temporary files has room; or unpack it by hand and give the folder", failure);
            throw;
        }
    }

    public void Dispose() => temporary?.Dispose();

    private static Kind KindOf(Stream stream)
    {
        Span<byte> start = stackalloc byte[512];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read >= 4 && start[..4] is [(byte)'P', (byte)'K', 3 or 5, 4 or 6])
            return Kind.Zip;
        if (read >= 2 && start[..2] is [0x1F, 0x8B])
            return Kind.Gzip;
        return read == 512 && start[257..262].SequenceEqual("ustar"u8) ? Kind.Tar : Kind.Other;
    }

    private static void Unpack(string source, string folder)
    {
        using var file = RegularFile.Open(source);
        var kind = KindOf(file);
        file.Position = 0;
        var unpacking = new Unpacking(source, folder, Math.Min(LargestTotal, Math.Max(AlwaysAllowed, LargestExpansion * file.Length)));
        switch (kind)
        {
            case Kind.Gzip:
                UnpackGzip(file, unpacking);
                break;
            case Kind.Tar:
                UnpackTar(file, unpacking);
                break;
            default:
                UnpackZip(file, unpacking);
                break;
        }
    }

    private static void UnpackZip(Stream file, Unpacking unpacking)
    {
        using var zip = new ZipArchive(file);
        foreach (var entry in zip.Entries)
        {
            if ((entry.ExternalAttributes >> 16 & 0xF000) == 0xA000)
                throw unpacking.Refused(entry.FullName, "is a link");
            var target = unpacking.Target(entry.FullName);
            if (entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\'))
                continue;
            if (entry.Length > Math.Max(AlwaysAllowed, LargestExpansion * entry.CompressedLength))
                throw unpacking.Refused(entry.FullName, $"claims to expand from {entry.CompressedLength} to {entry.Length} bytes");
            using var content = entry.Open();
            unpacking.Copy(entry.FullName, content, entry.Length, target);
        }
    }

    /// <summary>A compressed tar, or one compressed file.</summary>
    private static void UnpackGzip(FileStream file, Unpacking unpacking)
    {
        using (var look = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true))
        {
            if (KindOf(look) != Kind.Tar)
            {
                file.Position = 0;
                using var whole = new GZipStream(file, CompressionMode.Decompress);
                var name = Path.GetFileNameWithoutExtension(file.Name);
                unpacking.Copy(name, whole, LargestEntry, unpacking.Target(name));
                return;
            }
        }
        file.Position = 0;
        using var tar = new GZipStream(file, CompressionMode.Decompress);
        UnpackTar(tar, unpacking);
    }

    private static void UnpackTar(Stream file, Unpacking unpacking)
    {
        using var tar = new TarReader(new BoundedTar(file, unpacking.Source, unpacking.Allowed));
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
                continue;
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                throw unpacking.Refused(entry.Name, "is a link or a device");
            var target = unpacking.Target(entry.Name);
            unpacking.Copy(entry.Name, entry.DataStream ?? Stream.Null, entry.Length, target);
        }
    }

    private enum Kind
    {
        Other,
        Zip,
        Gzip,
        Tar,
    }

    /// <summary>One archive being unpacked, and how much of it is still allowed.</summary>
    private sealed class Unpacking(string source, string folder, long allowed)
    {
        private readonly byte[] buffer = new byte[1 << 16];
        private long total;

        public string Source => source;

        /// <value>Bytes that the archive may hold in all.</value>
        public long Allowed => allowed;

        public DataException Refused(string entry, string why) => new(source, $"entry '{entry}' {why}", "Unpack the archive by hand if you trust it, and give the folder");

        /// <returns>Where an entry goes, which is inside the folder.</returns>
        public string Target(string entry)
        {
            if (entry.Contains('\0', StringComparison.Ordinal))
                throw Refused(entry.Replace('\0', '?'), "has no possible name");
            var target = Path.GetFullPath(Path.Combine(folder, entry.Replace('\\', '/')));
            if (!target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || Path.IsPathRooted(entry))
                throw new DataException(source, $"entry '{entry}' would be written outside the folder it is unpacked into", "Do not use this archive; get it from its publisher");
            return target;
        }

        /// <summary>A header may lie about the length: no more is written than it claimed, nor than the archive may hold in all.</summary>
        public void Copy(string entry, Stream from, long length, string target)
        {
            if (length > LargestEntry)
                throw Refused(entry, $"claims {length} bytes");
            if (File.Exists(target) || Directory.Exists(target))
                throw Refused(entry, "is there twice, and which of the two is meant is unknown");
            using var to = TemporaryFolder.Create(target);
            long written = 0;
            for (var read = from.Read(buffer); read > 0; read = from.Read(buffer))
            {
                written += read;
                total += read;
                if (written > length)
                    throw new DataException(source, $"entry '{entry}' is longer than it says", "Download the archive again");
                if (total > allowed)
                    throw Refused(entry, $"brings the archive to more than {allowed} bytes, which images do not expand to");
                to.Write(buffer, 0, read);
            }
        }
    }
}
