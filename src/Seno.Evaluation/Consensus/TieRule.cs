namespace Seno.Evaluation.Consensus;

/// <summary>What a voxel is for which as many readers vote as against: of two readers, all voxels of which they disagree.</summary>
public enum TieRule
{
    /// <summary>Background.</summary>
    Background,

    /// <summary>The tied label that is not background; of several, the one of lowest value.</summary>
    Foreground,

    /// <summary>The tied label whose signed distance maps have the lowest mean: the contour runs midway between the readers'.</summary>
    Midway,
}
