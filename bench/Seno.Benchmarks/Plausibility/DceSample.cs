using Seno.Imaging;

namespace Seno.Benchmarks.Plausibility;

/// <summary>A dynamic series with a cancer in it.</summary>
/// <param name="Id">Of the case.</param>
/// <param name="Before">Before contrast medium.</param>
/// <param name="Early">First phase after it.</param>
/// <param name="Late">Last phase.</param>
/// <param name="Lesion">Not 0 where to look for the enhancing cancer.</param>
/// <param name="Glands">Not 0 in fibroglandular tissue outside lesions; null where nobody knows.</param>
internal sealed record DceSample(string Id, Volume<float> Before, Volume<float> Early, Volume<float> Late, Volume<byte> Lesion, Volume<byte>? Glands = null);
