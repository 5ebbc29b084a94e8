using System.Globalization;

namespace Seno.Studies.Reports.Checklists;

/// <summary>What the run says of the model and its training.</summary>
internal static class ModelFacts
{
    public static Known? Model(ChecklistFacts facts) => facts.Run is not { Plan: var plan } ? null : Known.Part(FormattableString.Invariant(
        $"{plan.Network}, features {string.Join(", ", plan.Features)} from the finest resolution on; input {plan.Channels.Count} channel{(plan.Channels.Count == 1 ? "" : "s")} ({string.Join(", ", plan.Channels)}) of {string.Join(" × ", plan.Patch)} px; output {plan.Classes} {(plan.Regions is null ? "classes" : "regions that may overlap")} ({string.Join(", ", plan.Regions?.Select(region => region.Name) ?? plan.Labels.Keys)})"));

    public static Known? Software(ChecklistFacts facts) => facts.Run is not { Manifest: var manifest } ? null : Known.Whole(FormattableString.Invariant(
        $"Seno {manifest.Seno}, libtorch {manifest.LibTorch}, .NET {manifest.DotNet}; {string.Join(", ", new[] { manifest.Processor, manifest.System, manifest.Architecture }.OfType<string>())}; asked to compute on '{manifest.Request.Compute.Device}', {manifest.Precision}, {manifest.Threads} threads"));

    public static Known? Initialisation(ChecklistFacts facts) => facts.Run is { Plan: var plan } ? Known.Part(FormattableString.Invariant($"seed {plan.Seed}")) : null;

    public static Known? Training(ChecklistFacts facts) =>
        facts.Run is not { Plan: var plan, Steps: var steps } ? null : Known.Whole(string.Create(CultureInfo.InvariantCulture,
        $"loss {plan.Loss}; {string.Join(", ", steps.DefaultIfEmpty(plan.Iterations).Distinct())} steps of {plan.BatchSize} patches, {100 * plan.ForegroundOversampling:0} % of each batch sure to show foreground; {plan.Optimiser}{(plan.Optimiser == "sgd" ? FormattableString.Invariant($", momentum {plan.Momentum}") : "")}, learning rate {plan.LearningRate} falling as {plan.Schedule}; augmentation '{plan.Augmentation}'; seed {plan.Seed}; {plan.Precision}"));

    public static Known? Selection(ChecklistFacts facts) => facts.Run is { Folds.Count: > 0 }
        ? Known.Part("the weights after the last step; the held-out cases chose nothing")
        : null;

    public static Known? Ensembling(ChecklistFacts facts) => facts.Run is { Folds.Count: > 0 }
        ? Known.Whole("no models were combined: every case is predicted by the network of the fold that held it out, averaged over mirror images")
        : null;
}
