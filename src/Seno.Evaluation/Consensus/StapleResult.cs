using Seno.Imaging;

namespace Seno.Evaluation.Consensus;

/// <summary>STAPLE's consensus of one case.</summary>
/// <param name="Labels">The most probable label a voxel; background outside the region.</param>
/// <param name="Posterior">Probability of each foreground label, by its value.</param>
/// <param name="Estimate">The readers' performance.</param>
public sealed record StapleResult(Volume<byte> Labels, IReadOnlyDictionary<byte, Volume<float>> Posterior, StapleEstimate Estimate);
