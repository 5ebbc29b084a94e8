using Seno.Core;

namespace Seno.Learning.Losses;

/// <summary>A line in the table of losses.</summary>
/// <param name="Summary">What it is, in a few words.</param>
/// <param name="Options">In the order they are documented.</param>
/// <param name="Create">Makes a fresh one.</param>
public sealed record LossEntry(string Summary, IReadOnlyList<LossOption> Options, Func<LossOptions, SegmentationLoss> Create)
{
    /// <exception cref="DataException">An option is unknown (names the nearest), or its value is not allowed.</exception>
    internal SegmentationLoss With(LossTerm term, string source)
    {
        foreach (var (name, value) in term.Options)
        {
            if (Options.FirstOrDefault(option => option.Name == name) is not { } known)
                throw new DataException(source, $"loss '{term.Name}' has no option '{name}'", Options.Count == 0 ? "It has none" : NearestName.Suggest(name, Options.Select(option => option.Name)));
            known.Require(term.Name, value, source);
        }
        return Create(new(Options.ToDictionary(option => option.Name, option => term.Options.GetValueOrDefault(option.Name, option.Default))));
    }
}
