using System.Security.Cryptography;
using Seno.Core;

namespace Seno.Studies.Locking;

/// <param name="Path">Within the data set where it lies there, else absolute.</param>
/// <param name="Sha256">In hexadecimal.</param>
public sealed record HashedFile(string Path, string Sha256)
{
    /// <returns>SHA-256 in hexadecimal; null where there is no such file.</returns>
    /// <exception cref="DataException">The file cannot be read.</exception>
    public static string? HashOf(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            using var stream = RegularFile.Open(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, "cannot be read", "Check its permissions", failure);
        }
    }
}
