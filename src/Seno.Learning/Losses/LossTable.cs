using Seno.Core;

namespace Seno.Learning.Losses;

/// <summary>Every loss, by the name the command line knows it under: a new one is a file and a line here.</summary>
public static class LossTable
{
    private static readonly Dictionary<string, Func<SegmentationLoss>> Losses = new(StringComparer.Ordinal)
    {
        ["dice-ce"] = () => new SumLoss(new DiceLoss(overBatch: false, presentOnly: true), new CrossEntropyLoss()),
        ["batch-dice-ce"] = () => new SumLoss(new DiceLoss(), new CrossEntropyLoss()),
        ["dice"] = () => new DiceLoss(overBatch: false, presentOnly: true),
        ["batch-dice"] = () => new DiceLoss(),
        ["cross-entropy"] = () => new CrossEntropyLoss(),
    };

    public static IReadOnlyCollection<string> Names => Losses.Keys;

    /// <summary>A fresh one; an error names <paramref name="source"/>, where the name was read.</summary>
    /// <exception cref="DataException">No such loss; names the nearest.</exception>
    public static SegmentationLoss Create(string name, string source = "--loss") =>
        Losses.TryGetValue(name, out var create)
            ? create()
            : throw new DataException(source, $"loss '{name}' is unknown", NearestName.Suggest(name, Names));
}
