namespace Seno.Core;

/// <summary>The folder that results go to.</summary>
public static class OutputFolder
{
    /// <summary>Makes the folder where there is none, and tries that files can be made in it: before hours are spent on what cannot be
    /// kept.</summary>
    /// <exception cref="DataException">It cannot be made or written to, a file is in its place, or its name is none.</exception>
    public static void Create(string folder)
    {
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
}
