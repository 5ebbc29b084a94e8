namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>What the values of an attribute mean that tells images at one place apart.</summary>
internal enum PhaseRuleKind
{
    /// <summary>Numbers of phases: the same ones at every place.</summary>
    Position,

    /// <summary>Seconds: may differ from slice to slice, but the phases must not overlap.</summary>
    Clock,

    /// <summary>Kinds of images: the same ones at every place. Their order is no order in time.</summary>
    Category,

    /// <summary>A count of images: phase after phase, or place after place.</summary>
    Count,
}
