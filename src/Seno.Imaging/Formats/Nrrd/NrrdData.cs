using Seno.Core;

namespace Seno.Imaging.Formats.Nrrd;

/// <summary>Where a NRRD header says its voxels are.</summary>
internal sealed record NrrdData(DataBlock Block, bool IsText, bool BigEndian, bool Detached)
{
    /// <exception cref="DataException">An encoding, byte order or place that is not read, by name.</exception>
    public static NrrdData Of(NrrdFields fields, long elements, VoxelType type)
    {
        var path = fields.Path;
        var (compression, text) = EncodingOf(fields.Required("encoding"), path);
        var detached = fields["data file"] is not null;
        var file = detached ? DataFile(fields["data file"]!, path) : path;
        if (!detached && fields.End < 0)
            throw new DataException(path, "ends with its header", "The file is truncated: export or copy it again, with its data file if it has one");
        var lines = Bounded(fields["line skip"] ?? "0", "line skip", 0, int.MaxValue, path);
        var skip = Bounded(fields["byte skip"] ?? "0", "byte skip", text ? 0 : -1, long.MaxValue / 4, path);
        var start = HeaderText.SkipLines(file, detached ? 0 : fields.End, (int)lines);
        var block = new DataBlock(file, compression, start, skip, elements * type.Width());
        return new(block, text, !text && type.Width() > 1 && BigEndianOf(fields.Required("endian"), path), detached);
    }

    private static (Compression Compression, bool Text) EncodingOf(string name, string path) => name.ToLowerInvariant() switch
    {
        "raw" => (Compression.None, false),
        "gz" or "gzip" => (Compression.Gzip, false),
        "bz2" or "bzip2" => (Compression.Bzip2, false),
        "txt" or "text" or "ascii" => (Compression.None, true),
        _ => throw new DataException(path, $"has the encoding '{name}'", "Export it as raw, gzip, bzip2 or text"),
    };

    private static bool BigEndianOf(string name, string path) => name.ToLowerInvariant() switch
    {
        "little" => false,
        "big" => true,
        _ => throw HeaderText.Wrong(path, "endian", name),
    };

    private static long Bounded(string text, string field, long least, long most, string path)
    {
        var value = HeaderText.Whole(text, field, path);
        return value >= least && value <= most ? value : throw HeaderText.Wrong(path, field, text);
    }

    private static string DataFile(string name, string path)
    {
        if (HeaderText.NamesSeveralFiles(name))
            throw new DataException(path, $"has its voxels in several files ('{name}')", "Join them into one data file");
        if (name.Contains('\0', StringComparison.Ordinal))
            throw HeaderText.Wrong(path, "data file", name.Replace('\0', '?'));
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name);
        return File.Exists(file) ? file : throw new DataException(path, $"has its voxels in '{name}', which does not exist", "Put the data file beside the header");
    }
}
