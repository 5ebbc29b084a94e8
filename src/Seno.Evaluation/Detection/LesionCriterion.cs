namespace Seno.Evaluation.Detection;

/// <summary>When a predicted lesion has found a reference lesion.</summary>
public enum LesionCriterion
{
    /// <summary>Their intersection over union is large enough.</summary>
    Overlap,

    /// <summary>The voxel at its centroid lies in the reference lesion.</summary>
    Centre,
}
