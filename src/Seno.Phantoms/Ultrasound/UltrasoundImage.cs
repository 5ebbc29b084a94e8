using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Lesions;

namespace Seno.Phantoms.Ultrasound;

/// <summary>A simulated B-mode image and its exact truth.</summary>
/// <param name="Image">0 to 255, log-compressed.</param>
/// <param name="Truth">1 where at least half of the pixel is lesion.</param>
/// <param name="Soft">Share of each pixel that is lesion.</param>
/// <param name="Tissue">Labels of <see cref="TissueLabels"/>: what most of the pixel is made of.</param>
/// <param name="Anatomy">The breast before it is pressed, with its lesion.</param>
public sealed record UltrasoundImage(Volume<float> Image, Volume<byte> Truth, Volume<float> Soft, Volume<byte> Tissue, BreastAnatomy Anatomy)
{
    /// <value>Null where there is none.</value>
    public Lesion? Lesion => Anatomy.Lesions.Count == 0 ? null : Anatomy.Lesions[0];
}
