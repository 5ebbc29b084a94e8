using Seno.Imaging;

namespace Seno.Phantoms.Readers;

/// <summary>A lesion as it lies on an image's grid.</summary>
/// <param name="Diameter">mm: small lesions are missed more often.</param>
/// <param name="Shares">0..1, on the part of the grid about the lesion, with room around it to draw in.</param>
/// <param name="First">Of that part, in the image's voxels.</param>
public sealed record LesionOutline(double Diameter, Volume<float> Shares, Size3 First);
