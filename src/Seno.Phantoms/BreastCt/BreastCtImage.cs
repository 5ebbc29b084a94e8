using Seno.Imaging;

namespace Seno.Phantoms.BreastCt;

/// <summary>A simulated volume and its exact truth, on one grid.</summary>
/// <param name="Image">HU; −1000 outside the field of view.</param>
/// <param name="Truth">1 where at least half of the voxel is lesion.</param>
/// <param name="Soft">Share of each voxel that is lesion.</param>
/// <param name="Tissue">Labels of <see cref="Anatomy.TissueLabels"/>.</param>
public sealed record BreastCtImage(Volume<float> Image, Volume<byte> Truth, Volume<float> Soft, Volume<byte> Tissue);
