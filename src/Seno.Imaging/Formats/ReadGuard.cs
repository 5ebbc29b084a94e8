using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>What a reader may meet in a file becomes one sentence about that file.</summary>
internal static class ReadGuard
{
    /// <exception cref="DataException">The file cannot be opened, ends early, or its compression is damaged.</exception>
    public static T Run<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is EndOfStreamException or InvalidDataException)
        {
            throw new DataException(path, "is truncated or damaged", "Export or copy it again", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, "cannot be read", "Check the path and its permissions", failure);
        }
    }
}
