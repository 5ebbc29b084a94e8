using System.Security.Cryptography;
using Seno.Core;
using Seno.Data;

namespace Seno.Studies;

/// <summary>Fingerprints of files, so that a run can say later which data it saw.</summary>
internal static class FileHashes
{
    /// <returns>SHA-256 in hexadecimal, by path within the data set, for its description, table, images and references.</returns>
    public static IReadOnlyDictionary<string, string> Of(Dataset dataset, int threads, Action<ProgressUpdate>? progress)
    {
        string[] files =
        [
            .. new[] { "dataset.json", "cases.csv" }.Select(name => Path.Combine(dataset.Folder, name)).Where(File.Exists),
            .. dataset.Cases.SelectMany(item => item.ChannelFiles.Append(item.ReferenceFile!)),
        ];
        var hashes = new string[files.Length];
        var done = 0;
        Parallel.For(0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            using var stream = RegularFile.Open(files[i]);
            hashes[i] = Convert.ToHexStringLower(SHA256.HashData(stream));
            progress?.Invoke(new("hashing", Interlocked.Increment(ref done), files.Length));
        });
        return new SortedDictionary<string, string>(files.Zip(hashes).ToDictionary(pair => Path.GetRelativePath(dataset.Folder, pair.First).Replace('\\', '/'), pair => pair.Second), StringComparer.Ordinal);
    }
}
