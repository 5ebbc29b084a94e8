namespace Seno.Imaging.Formats;

/// <summary>How the voxels of a file are packed.</summary>
internal enum Compression
{
    None,
    Gzip,
    Zlib,
    Bzip2,
}
