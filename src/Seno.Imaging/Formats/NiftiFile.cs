namespace Seno.Imaging.Formats;

/// <summary>NIfTI-1 single files.</summary>
public static class NiftiFile
{
    public static Volume<float> Read(string path) => throw new NotSupportedException();

    public static void Write(string path, Volume<float> image) => throw new NotSupportedException();

    public static void Write(string path, Volume<byte> labels) => throw new NotSupportedException();
}
