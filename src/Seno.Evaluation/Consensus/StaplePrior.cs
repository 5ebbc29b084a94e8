namespace Seno.Evaluation.Consensus;

/// <summary>What STAPLE assumes of a voxel before it sees the votes.</summary>
public enum StaplePrior
{
    /// <summary>The share of each label among all votes in the region.</summary>
    MeanDecision,

    /// <summary>The share of each label among all votes in the image.</summary>
    MeanDecisionOfImage,

    /// <summary>All labels equally likely.</summary>
    Uniform,

    /// <summary>As <see cref="StapleOptions.Foreground"/> says.</summary>
    Given,
}
