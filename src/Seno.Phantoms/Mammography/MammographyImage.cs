using Seno.Imaging;

namespace Seno.Phantoms.Mammography;

/// <summary>A simulated mammogram and its exact truth, on one grid: the chest wall at the left, x = w, y = u in mm.</summary>
/// <param name="Image">As for presentation: whole numbers from 0 (air) to 4095, brighter where more is absorbed.</param>
/// <param name="Raw">As for processing: quanta counted in each pixel, linear in the exposure, fewer where more is absorbed; whole numbers.</param>
/// <param name="Truth">1 where a ray runs through a lesion for more than <see cref="LeastPath"/>.</param>
/// <param name="Soft">Length of the ray within a lesion over the longest within the same lesion; of several lesions the largest share. 0..1.</param>
/// <param name="Tissue">What makes up most of a ray: labels of <see cref="Anatomy.TissueLabels"/>, lesions left out.</param>
/// <param name="Dense">mm of fibroglandular tissue along each ray, lesions left out.</param>
/// <param name="Lesions">Those whose shadow falls into the image.</param>
public sealed record MammographyImage(Volume<float> Image, Volume<float> Raw, Volume<byte> Truth, Volume<float> Soft, Volume<byte> Tissue, Volume<float> Dense, IReadOnlyList<ProjectedLesion> Lesions)
{
    /// <value>mm. A thinner layer of carcinoma in fat takes less than 2 % of the quanta, about the noise of a pixel: nobody can contour it.</value>
    public const float LeastPath = 0.5f;
}
