using Seno.Core;

namespace Seno.Imaging.Formats.Nifti;

/// <summary>The two names of a NIfTI pair.</summary>
internal static class NiftiPair
{
    private static readonly (string Header, string Voxels)[] Names = [(".hdr", ".img"), (".hdr.gz", ".img.gz"), (".HDR", ".IMG"), (".HDR.GZ", ".IMG.GZ")];

    public static bool IsHeader(string path) => Names.Any(pair => path.EndsWith(pair.Header, StringComparison.Ordinal));

    /// <returns>The header of a file that ends in .img or .img.gz; any other path as it is.</returns>
    public static string HeaderOf(string path)
    {
        foreach (var (header, voxels) in Names)
        {
            if (path.EndsWith(voxels, StringComparison.Ordinal))
                return path[..^voxels.Length] + header;
        }
        return path;
    }

    /// <exception cref="DataException">There is no such file.</exception>
    public static string VoxelsOf(string path)
    {
        var stem = Names.Where(pair => path.EndsWith(pair.Header, StringComparison.Ordinal)).Select(pair => path[..^pair.Header.Length]).FirstOrDefault() ?? Path.ChangeExtension(path, null);
        return Names.Select(pair => stem + pair.Voxels).FirstOrDefault(File.Exists)
            ?? throw new DataException(path, $"is the header of a pair whose voxels are absent: {Path.GetFileName(stem)}.img does not exist", "Put the .img file beside it");
    }

    public static string NewVoxelsOf(string header) => Names.Where(pair => header.EndsWith(pair.Header, StringComparison.Ordinal)).Select(pair => header[..^pair.Header.Length] + pair.Voxels).First();
}
