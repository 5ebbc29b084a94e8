using Seno.Imaging;

namespace Seno.Learning.Inference;

/// <summary>A prediction on the input image's own grid.</summary>
/// <param name="Labels">The likeliest class of each voxel.</param>
/// <param name="Probabilities">One volume a class, background first, each in [0, 1].</param>
public sealed record Segmentation(Volume<byte> Labels, IReadOnlyList<Volume<float>> Probabilities);
