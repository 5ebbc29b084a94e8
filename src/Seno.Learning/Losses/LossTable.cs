using Seno.Core;

namespace Seno.Learning.Losses;

/// <summary>Every loss, by the name the command line knows it under: a new one is a file and a line here.</summary>
public static class LossTable
{
    private static readonly Dictionary<string, Func<SegmentationLoss>> Losses = new(StringComparer.Ordinal)
    {
        ["dice-ce"] = () => new SumLoss(new DiceLoss(), new CrossEntropyLoss()),
        ["dice"] = () => new DiceLoss(overBatch: false),
        ["batch-dice"] = () => new DiceLoss(),
        ["cross-entropy"] = () => new CrossEntropyLoss(),
    };

    public static IReadOnlyCollection<string> Names => Losses.Keys;

    /// <exception cref="DataException">No such loss; names the nearest.</exception>
    public static SegmentationLoss Create(string name) =>
        Losses.TryGetValue(name, out var create)
            ? create()
            : throw new DataException("--loss", $"'{name}' is unknown", NearestName.Suggest(name, Names));
}
