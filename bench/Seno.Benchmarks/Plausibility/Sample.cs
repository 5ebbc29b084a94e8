using Seno.Imaging;

namespace Seno.Benchmarks.Plausibility;

/// <summary>One image to be measured.</summary>
/// <param name="Id">Of the case.</param>
/// <param name="Group">Patient: halves of a set never part one's images.</param>
/// <param name="Image">One slice, 0..1.</param>
/// <param name="Lesion">Not 0 within lesions; empty where none is marked.</param>
/// <param name="Region">Not 0 where there is breast.</param>
internal sealed record Sample(string Id, string Group, Volume<float> Image, Volume<byte> Lesion, Volume<byte> Region);
