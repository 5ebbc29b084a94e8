namespace Seno.Benchmarks.Comparing;

/// <param name="Peers">Folder of the peers' scripts.</param>
/// <param name="Size">Voxels along each side, where the comparison has a size.</param>
internal sealed record CompareOptions(string Peers, int Size);
