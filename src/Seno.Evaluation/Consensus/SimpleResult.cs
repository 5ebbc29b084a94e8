using Seno.Imaging;

namespace Seno.Evaluation.Consensus;

/// <summary>SIMPLE's consensus of one case.</summary>
/// <param name="Labels">The consensus.</param>
/// <param name="Performance">DSC of each reader with it, 0 … 1: the mean over the labels that either has.</param>
/// <param name="Kept">Readers whose votes counted at the end.</param>
/// <param name="Iterations">Done.</param>
public sealed record SimpleResult(Volume<byte> Labels, IReadOnlyList<double> Performance, IReadOnlyList<bool> Kept, int Iterations);
