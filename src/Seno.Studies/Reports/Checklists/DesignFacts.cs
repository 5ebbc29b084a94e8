using System.Globalization;
using Seno.Studies.Reports.Sections;

namespace Seno.Studies.Reports.Checklists;

/// <summary>What the results say of the study's design.</summary>
internal static class DesignFacts
{
    public static Known? Kind(ChecklistFacts facts) => facts.Run is not { Plan: var plan } ? null
        : Known.Part($"deep learning ({plan.Network}): segmentation of {string.Join(", ", plan.Labels.Keys.Skip(1))}{(plan.Modality is { } modality ? $" in {modality}" : "")}");

    public static Known? Hypothesis(ChecklistFacts facts) => facts.Locked is { } plan
        ? Known.Part($"analysis plan: {TestSetSection.Describe(plan)}; evaluations of the test set before that time are not known")
        : null;

    public static Known? Goal(ChecklistFacts facts) => facts.Agreement?.Margin is { } margin
        ? Known.Part(FormattableString.Invariant($"non-inferiority of a model to readers, margin DSC {margin}"))
        : null;

    public static Known? SampleSize(ChecklistFacts facts) => facts.Locked is { Margin: { } margin } plan
        ? Known.Part(FormattableString.Invariant($"a margin of {margin} was fixed for {plan.TestCases.Count} test cases"))
        : null;

    public static Known? Registration(ChecklistFacts facts) => facts.Locked is { } plan
        ? Known.Part($"no register is known; analysis-plan.json was written {plan.Locked.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC and holds the hashes of the test cases")
        : null;

    public static Known? Protocol(ChecklistFacts facts) => facts.Locked is { } plan ? Known.Part($"analysis-plan.json of the data set: {TestSetSection.Describe(plan)}") : null;

    public static Known? Availability(ChecklistFacts facts) => facts.Run is { Manifest: var manifest }
        ? Known.Part($"the run folder holds plan, splits, seed, versions and the SHA-256 of {manifest.Files.Count} files of the data set")
        : null;
}
