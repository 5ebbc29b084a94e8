using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Evaluation.Detection;

/// <summary>A mask's lesions: pieces joined at corners, numbered from 1.</summary>
internal sealed class LesionMap
{
    private readonly Volume<int> numbers;

    public LesionMap(Volume<byte> mask, int threads)
    {
        numbers = ConnectedComponents.Label(mask, Connectivity.Corners, threads).Labels;
        Lesions = ConnectedComponents.Describe(mask, Connectivity.Corners, threads);
    }

    public IReadOnlyList<ComponentStatistics> Lesions { get; }

    /// <summary>Numbers of all voxels, 0 in the background.</summary>
    public ReadOnlySpan<int> Numbers => numbers.Span;

    /// <summary>The pairs of lesions that share a voxel.</summary>
    public IEnumerable<(int Lesion, int Other, LesionMatch Match)> Overlaps(LesionMap other)
    {
        var shared = new SortedDictionary<(int, int), long>();
        for (var i = 0; i < numbers.Array.Length; i++)
        {
            if (numbers.Array[i] is not 0 and var own && other.numbers.Array[i] is not 0 and var its)
                shared[(own, its)] = shared.GetValueOrDefault((own, its)) + 1;
        }
        return shared.Select(pair =>
        {
            var both = Lesions[pair.Key.Item1 - 1].Voxels + other.Lesions[pair.Key.Item2 - 1].Voxels;
            return (pair.Key.Item1, pair.Key.Item2, new LesionMatch(2.0 * pair.Value / both, (double)pair.Value / (both - pair.Value)));
        });
    }

    /// <returns>Whether the voxel at the lesion's centroid belongs to a lesion of another map.</returns>
    public bool CentreLiesIn(int lesion, LesionMap other, int itsLesion)
    {
        var centre = Lesions[lesion - 1].Centroid;
        return other.numbers[(int)Math.Round(centre.X), (int)Math.Round(centre.Y), (int)Math.Round(centre.Z)] == itsLesion;
    }
}
