namespace Seno.Studies;

/// <summary>What was found.</summary>
/// <param name="Findings">One a part.</param>
/// <param name="StepMilliseconds">Time of a training step by arithmetic; null where not asked for, or libtorch does not start.</param>
/// <param name="Chosen">The arithmetic a training on slices would take; null where libtorch does not start.</param>
public sealed record Diagnosis(IReadOnlyList<Finding> Findings, IReadOnlyDictionary<string, double>? StepMilliseconds, string? Chosen)
{
    public bool Healthy => Findings.All(finding => finding.Cure is null);
}
