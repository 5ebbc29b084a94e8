using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Benchmarks.Losses;

/// <summary>Lesions touched and found, and false alarms, of one volume.</summary>
internal static class LesionCount
{
    private const double LeastOverlap = 0.1;

    /// <param name="id">Of the case.</param>
    /// <param name="answer">Not 0: called lesion.</param>
    /// <param name="truth">On the same grid.</param>
    public static TinyCase Of(string id, Volume<byte> answer, Volume<byte> truth)
    {
        var (lesions, lesionCount) = ConnectedComponents.Label(truth, Connectivity.Corners, threads: 1);
        var (regions, regionCount) = ConnectedComponents.Label(answer, Connectivity.Corners, threads: 1);
        var (lesionSizes, regionSizes) = (new long[lesionCount + 1], new long[regionCount + 1]);
        var shared = new Dictionary<(int Lesion, int Region), long>();
        for (var i = 0; i < truth.Array.Length; i++)
        {
            var (lesion, region) = (lesions.Array[i], regions.Array[i]);
            lesionSizes[lesion]++;
            regionSizes[region]++;
            if (lesion > 0 && region > 0)
                shared[(lesion, region)] = shared.GetValueOrDefault((lesion, region)) + 1;
        }
        var touched = shared.GroupBy(pair => pair.Key.Lesion, pair => (pair.Key.Region, Voxels: pair.Value)).ToArray();
        var found = touched.Where(lesion => IsFound(lesionSizes[lesion.Key], lesion.Sum(part => part.Voxels), lesion.Sum(part => regionSizes[part.Region]))).ToArray();
        var right = found.SelectMany(lesion => lesion.Select(part => part.Region)).Distinct().Count();
        return new(id, lesionCount, touched.Length, found.Length, regionCount - right, shared.Values.Sum(), answer.Array.LongLength - regionSizes[0], truth.Array.LongLength - lesionSizes[0], truth.Array.LongLength);
    }

    private static bool IsFound(long lesion, long overlap, long regions) => overlap >= LeastOverlap * (lesion + regions - overlap);
}
