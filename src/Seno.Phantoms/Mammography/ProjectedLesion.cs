using Seno.Imaging;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.Mammography;

/// <summary>A lesion's shadow.</summary>
/// <param name="Lesion">What casts it.</param>
/// <param name="Path">mm of each ray within the lesion, on the part of the image's grid about it.</param>
/// <param name="First">Of that part, in the image's pixels.</param>
public sealed record ProjectedLesion(Lesion Lesion, Volume<float> Path, Size3 First)
{
    /// <value>mm: the ray that is longest within the lesion.</value>
    public float LongestPath { get; } = Path.Array.Max();

    /// <value>True where the ray runs through the lesion for more than <see cref="MammographyImage.LeastPath"/> at some pixel.</value>
    public bool IsSeen => LongestPath > MammographyImage.LeastPath;
}
