namespace Seno.Imaging.Operators;

/// <summary>Size and place of one connected component.</summary>
/// <param name="Label">Its number, from 1.</param>
/// <param name="Voxels">How many it has.</param>
/// <param name="First">The lowest x, y and z indices it reaches.</param>
/// <param name="Last">The highest, itself inside.</param>
/// <param name="Centroid">Mean voxel index along x, y and z; times the spacing, plus the origin: mm on an unturned grid.</param>
public sealed record ComponentStatistics(int Label, long Voxels, Size3 First, Size3 Last, Vector3 Centroid);
