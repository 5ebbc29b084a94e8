using Seno.Core;
using Seno.Imaging.Formats.Nifti;

namespace Seno.Imaging.Formats;

/// <summary>The files that one image is made of, where its voxels lie beside its header.</summary>
public static class ImageParts
{
    private static readonly (string Ending, string Key, char Separator)[] Headers =
    [
        (".mhd", "ElementDataFile", '='), (".mha", "ElementDataFile", '='),
        (".nhdr", "data file", ':'), (".nhdr", "datafile", ':'), (".nrrd", "data file", ':'), (".nrrd", "datafile", ':'),
    ];

    /// <returns>What reading <paramref name="path"/> reads, itself first: voxels that a header names or that belong to it by name, there
    /// or not.</returns>
    public static IReadOnlyList<string> Read(string path)
    {
        var header = NiftiPair.HeaderOf(path);
        return [path, .. header == path ? [] : new[] { header }, .. NiftiPair.IsHeader(header) ? [NiftiPair.NewVoxelsOf(header)]
            : Array.Empty<string>(), .. Detached(path)];
    }

    /// <returns>What writing <paramref name="path"/> writes, itself first.</returns>
    public static IReadOnlyList<string> Written(string path)
    {
        var header = NiftiPair.HeaderOf(path);
        if (NiftiPair.IsHeader(header))
            return [header, NiftiPair.NewVoxelsOf(header)];
        if (path.EndsWith(".mhd", StringComparison.OrdinalIgnoreCase))
            return [path, Path.ChangeExtension(path, ".zraw")];
        return path.EndsWith(".nhdr", StringComparison.OrdinalIgnoreCase) ? [path, Path.ChangeExtension(path, ".raw.gz")] : [path];
    }

    /// <summary>A header that cannot be read names nothing: whoever reads the image says why.</summary>
    private static IEnumerable<string> Detached(string path)
    {
        var keys = Headers.Where(header => path.EndsWith(header.Ending, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (keys.Length == 0 || !File.Exists(path))
            return [];
        try
        {
            var (lines, _) = HeaderText.Read(path, static line => line.TrimEnd('\r').Length == 0);
            return [.. lines.SelectMany(line =>
                keys.Where(key => Named(line, key.Separator).Equals(key.Key, StringComparison.OrdinalIgnoreCase))
                .Select(key => line[(line.IndexOf(key.Separator, StringComparison.Ordinal) + 1)..].Trim()))
                .Where(name => name.Length > 0 && name != "LOCAL" && !name.Contains('\0', StringComparison.Ordinal))
                .Select(name => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name))];
        }
        catch (Exception failure) when (failure is DataException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Named(string line, char separator) => line.Split(separator)[0].Trim();
}
