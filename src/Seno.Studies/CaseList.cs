using Seno.Core;

namespace Seno.Studies;

/// <summary>A text file with a case id a line.</summary>
internal static class CaseList
{
    private const long MostBytes = 1 << 24;

    /// <exception cref="DataException">Unreadable, no regular file, or no text.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        try
        {
            string[] ids = RegularFile.Length(path) <= MostBytes
                ? [.. File.ReadLines(path).Select(line => line.Trim().TrimStart('\uFEFF')).Where(line => line.Length > 0)] : ["\0"];
            return ids.All(PlainText.Is) ? ids : throw new DataException(path, "is no list of case ids", "Write a case id a line");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, $"cannot be read ({failure.Message.TrimEnd('.')})", "Check its permissions", failure);
        }
    }
}
