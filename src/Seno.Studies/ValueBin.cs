namespace Seno.Studies;

/// <summary>How many voxels have a value from <paramref name="From"/> to <paramref name="To"/>; the same number twice where the bin is one value.</summary>
public sealed record ValueBin(double From, double To, long Count);
