using Seno.Data;
using Seno.Imaging.Formats;

namespace Seno.Benchmarks.Losses;

/// <summary>How large the lesions of a data set are; all that is marked in an image counts as one.</summary>
internal static class LesionSizes
{
    /// <returns>By case id.</returns>
    public static IReadOnlyDictionary<string, LesionSize> Of(Dataset dataset) => dataset.Cases.ToDictionary(item => item.Id, item =>
    {
        var labels = ImageFile.ReadLabels(item.ReferenceFile!);
        var pixels = labels.Span.Length - (long)labels.Span.Count((byte)0);
        return new LesionSize(pixels, (double)pixels / labels.Span.Length);
    });
}

/// <param name="Pixels">0 where there is none.</param>
/// <param name="Share">Of the image, 0…1.</param>
internal readonly record struct LesionSize(long Pixels, double Share);
