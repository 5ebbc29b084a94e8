namespace Seno.Core;

/// <summary>The folder that results go to.</summary>
public static class OutputFolder
{
    private static readonly string[] OfADataset = ["imagesTr", "imagesTs", "labelsTr"];

    /// <summary>Makes the folder where there is none, and tries that files can be made in it: before hours are spent on what cannot be
    /// kept.</summary>
    /// <remarks>Folders of a data set's images and references are nobody's for results: a file more, and the data set is another.</remarks>
    /// <exception cref="DataException">It is such a folder, cannot be made or written to, a file is in its place, or its name is none.</exception>
    public static void Create(string folder)
    {
        RequireNoneOfADataset(folder);
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".{Environment.ProcessId}-{Environment.CurrentManagedThreadId}-probe");
            using var file = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DataException(folder, File.Exists(folder) ? "is a file, not a folder"
                : $"cannot be written to ({failure.Message.TrimEnd('.')})",
                "Choose another folder for the output, or change its permissions", failure);
        }
    }

    private static void RequireNoneOfADataset(string folder)
    {
        if (folder.Length == 0 || folder.Contains('\0', StringComparison.Ordinal))
            return;
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.GetDirectoryName(full) is not { } parent)
            return;
        foreach (var dataset in new[] { parent, RealParent(full) }.OfType<string>().Where(path => File.Exists(Path.Combine(path, "dataset.json"))))
        {
            if (OfADataset.Any(name => FileIdentity.Same(Path.Combine(dataset, name), full)))
                throw new DataException(folder, $"holds images or references of the data set {dataset}, and results would lie among them",
                    "Choose another folder for the output");
        }
    }

    /// <returns>Of a link to a folder, the folder that what it leads to lies in.</returns>
    private static string? RealParent(string folder)
    {
        try
        {
            return Path.GetDirectoryName(Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
