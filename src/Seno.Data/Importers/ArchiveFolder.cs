using System.IO.Compression;
using Seno.Core;

namespace Seno.Data.Importers;

/// <summary>A folder as it is, or a zip unpacked into a temporary folder that goes with this object.</summary>
internal sealed class ArchiveFolder : IDisposable
{
    private const long LargestEntry = 1L << 30;
    private const long LargestTotal = 64L << 30;
    private readonly string? temporary;

    private ArchiveFolder(string folder, string? temporary)
    {
        Folder = folder;
        this.temporary = temporary;
    }

    public string Folder { get; }

    /// <exception cref="DataException">Missing, damaged, or a zip whose entries leave it or claim too much.</exception>
    public static ArchiveFolder Open(string source)
    {
        if (Directory.Exists(source))
            return new(Path.GetFullPath(source), null);
        if (!File.Exists(source))
            throw new DataException(source, "does not exist", "Give the archive's folder or its zip");
        var folder = Directory.CreateTempSubdirectory("seno-import-").FullName;
        try
        {
            Unpack(source, folder);
            return new(folder, folder);
        }
        catch (Exception failure)
        {
            Directory.Delete(folder, recursive: true);
            if (failure is InvalidDataException)
                throw new DataException(source, "is no whole zip file", "Download it again", failure);
            throw;
        }
    }

    private static void Unpack(string source, string folder)
    {
        using var zip = ZipFile.OpenRead(source);
        var root = folder + Path.DirectorySeparatorChar;
        long total = 0;
        foreach (var entry in zip.Entries)
        {
            var target = Path.GetFullPath(Path.Combine(folder, entry.FullName.Replace('\\', '/')));
            if (!target.StartsWith(root, StringComparison.Ordinal) || Path.IsPathRooted(entry.FullName))
                throw new DataException(source, $"entry '{entry.FullName}' would be written outside the folder it is unpacked into", "Do not use this archive; get it from its publisher");
            if (entry.FullName.EndsWith('/'))
                continue;
            total += entry.Length;
            if (entry.Length > LargestEntry || total > LargestTotal || entry.Length > 1100 * Math.Max(1, entry.CompressedLength))
                throw new DataException(source, $"entry '{entry.FullName}' claims {entry.Length} bytes", "Unpack the archive by hand if you trust it, and give the folder");
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var from = entry.Open();
            using var to = File.Create(target);
            CopyBounded(source, entry, from, to);
        }
    }

    /// <summary>A header may lie about the length: no more is written than it claimed.</summary>
    private static void CopyBounded(string source, ZipArchiveEntry entry, Stream from, Stream to)
    {
        var buffer = new byte[1 << 16];
        long written = 0;
        for (var read = from.Read(buffer); read > 0; read = from.Read(buffer))
        {
            written += read;
            if (written > entry.Length)
                throw new DataException(source, $"entry '{entry.FullName}' is longer than it says", "Download the archive again");
            to.Write(buffer, 0, read);
        }
    }

    public void Dispose()
    {
        if (temporary is not null)
            Directory.Delete(temporary, recursive: true);
    }
}
