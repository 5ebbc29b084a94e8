using Seno.Imaging;

namespace Seno.Phantoms.DceMri;

/// <summary>A simulated series and its exact truth, on one grid.</summary>
/// <param name="Series">One pre-contrast phase, then the post-contrast ones, with their times (s); the scanner's arbitrary unit, whole numbers from 0.</param>
/// <param name="Truth">1 where at least half of the voxel is lesion in the first post-contrast phase, on which readers draw.</param>
/// <param name="Soft">Share of each voxel that is lesion there.</param>
/// <param name="Tissue">Labels of <see cref="Anatomy.TissueLabels"/> there.</param>
/// <param name="Background">Of the fibroglandular tissue.</param>
/// <param name="Shifts">Where the breast lies in each phase against the first post-contrast one, mm.</param>
public sealed record DceMriImage(VolumeSequence Series, Volume<byte> Truth, Volume<float> Soft, Volume<byte> Tissue, BackgroundEnhancement Background, IReadOnlyList<Vector3> Shifts);
