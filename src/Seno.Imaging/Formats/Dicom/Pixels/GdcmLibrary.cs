namespace Seno.Imaging.Formats.Dicom.Pixels;

/// <summary>Where GDCM's binding for .NET is: Debian's package puts it under /usr/lib/cli; elsewhere it may lie beside the program.</summary>
internal static class GdcmLibrary
{
    private const string Name = "gdcm-sharp.dll";

    private static readonly string[] Roots = ["/usr/lib/cli", "/usr/local/lib/cli"];

    /// <returns>The assembly's path, or null.</returns>
    public static string? Find()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, Name);
        if (File.Exists(beside))
            return beside;
        return Roots.Where(Directory.Exists)
            .SelectMany(root => Directory.EnumerateDirectories(root, "gdcm-sharp-*").Order(StringComparer.Ordinal).Reverse())
            .Select(folder => Path.Combine(folder, Name))
            .FirstOrDefault(File.Exists);
    }
}
