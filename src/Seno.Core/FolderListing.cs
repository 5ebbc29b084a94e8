namespace Seno.Core;

/// <summary>
/// What a folder holds, without what operating systems, archivers and editors leave in it: the one way to list files that people put there.
/// </summary>
/// <remarks>Links are listed, dangling ones too, so that whoever opens them can say what is missing.</remarks>
public static class FolderListing
{
    private static readonly HashSet<string> Junk = new(StringComparer.OrdinalIgnoreCase)
    {
        "Thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "Icon\r",
        "__MACOSX", "@eaDir", "$RECYCLE.BIN", "System Volume Information", "lost+found",
    };

    /// <summary>Files of a folder, by name in ordinal order.</summary>
    /// <returns>Paths; empty where there is no such folder.</returns>
    /// <exception cref="DataException">The folder cannot be listed.</exception>
    public static IReadOnlyList<string> Files(string folder) => List(folder, new DirectoryInfo(folder).EnumerateFiles);

    /// <summary>Folders in a folder, by name in ordinal order.</summary>
    /// <returns>Paths; empty where there is no such folder.</returns>
    /// <exception cref="DataException">The folder cannot be listed.</exception>
    public static IReadOnlyList<string> Folders(string folder) => List(folder, new DirectoryInfo(folder).EnumerateDirectories);

    /// <summary>
    /// Files of a folder and of all below it, by path in ordinal order. Links to folders are not followed: they may lead in a circle.
    /// </summary>
    /// <exception cref="DataException">A folder cannot be listed.</exception>
    public static IReadOnlyList<string> AllFiles(string folder)
    {
        var found = new List<string>();
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var next))
        {
            found.AddRange(Files(next));
            foreach (var inner in Folders(next).Where(inner => new DirectoryInfo(inner).LinkTarget is null))
                open.Push(inner);
        }
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <returns>
    /// True for names that nobody gives to data: ".DS_Store", "._scan.nii.gz", "Thumbs.db", "__MACOSX", "scan.nii~", "~$table.csv",
    /// "#scan#".
    /// </returns>
    public static bool IsJunk(string name) =>
        name.StartsWith('.') || name.EndsWith('~') || name.StartsWith("~$", StringComparison.Ordinal)
        || (name.Length > 1 && name[0] == '#' && name[^1] == '#') || Junk.Contains(name);

    private static IReadOnlyList<string> List<T>(string folder, Func<IEnumerable<T>> entries)
        where T : FileSystemInfo
    {
        if (!Directory.Exists(folder))
            return [];
        try
        {
            var names = entries().Select(entry => entry.Name).Where(name => !IsJunk(name));
            return [.. names.Order(StringComparer.Ordinal).Select(name => Path.Combine(folder, name))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(folder, $"cannot be listed ({failure.Message.TrimEnd('.')})", "Check its permissions", failure);
        }
    }
}
