using Seno.Core;
using Seno.Data;
using static Seno.Learning.Losses.LossOption;

namespace Seno.Learning.Losses;

/// <summary>Every loss, by the name the command line knows it under: a new one is a file and an entry here.</summary>
public static class LossTable
{
    private static readonly LossOption Smooth = Number("smooth", 1e-5, 0, 1e6, "added above and below the fraction");
    private static readonly LossOption Alpha = Number("alpha", 0.3, 0, 10, "weight of false positives");
    private static readonly LossOption Beta = Number("beta", 0.7, 0, 10, "weight of false negatives");
    private static readonly LossOption Gamma = Number("gamma", 2, 0, 10, "the higher, the less easy pixels count; 0 is cross-entropy");

    private static readonly LossOption[] Unified =
    [
        Number("weight", 0.5, 0, 1, "share of cross-entropy"),
        Number("delta", 0.6, 0, 1, "weight of the foreground and of false negatives; MONAI 0.7"),
        Number("gamma", 0.5, 0, 0.95, "focus"),
    ];

    private static readonly Dictionary<string, LossEntry> Losses = new(StringComparer.Ordinal)
    {
        ["dice-ce"] = new("Dice + cross-entropy: the default", [], _ => new WeightedSum(ImageDice(), new CrossEntropyLoss())),
        ["batch-dice-ce"] = new("batch Dice + cross-entropy (nnU-Net in 2-D)", [], _ => new WeightedSum(new DiceLoss(), new CrossEntropyLoss())),
        ["dice"] = new("soft Dice of each image",
            [Smooth, Flag("absent", false, "count images without the class too")],
            given => new DiceLoss(overBatch: false, given.Number("smooth"), presentOnly: !given.Flag("absent"))),
        ["batch-dice"] = new("soft Dice of the whole batch as one image",
            [Smooth],
            given => new DiceLoss(overBatch: true, given.Number("smooth"))),
        ["cross-entropy"] = new("cross-entropy",
            [PerClass("weights", "weight of each class"), Number("smoothing", 0, 0, 1, "share of every label given to all classes alike"), Number("boundary", 0, 0, 1000, "σ of the distance to a boundary, mm, at which smoothing ends; 0: everywhere")],
            given => new CrossEntropyLoss(given.PerClass("weights"), given.Number("smoothing"), given.Number("boundary"))),
        ["focal"] = new("cross-entropy that counts easy pixels less",
            [Gamma, PerClass("weights", "weight of each class")],
            given => new FocalLoss(given.Number("gamma"), given.PerClass("weights"))),
        ["dice-focal"] = new("Dice + focal", [Gamma], given => new WeightedSum(ImageDice(), new FocalLoss(given.Number("gamma")))),
        ["generalised-dice"] = new("Dice of all classes together, each weighted by its size",
            [Number("power", 2, 0, 3, "weights are 1/volume to this power"), Flag("background", true, "count the background as a class")],
            given => new GeneralisedDiceLoss(given.Number("power"), given.Flag("background"))),
        ["tversky"] = new("Dice with false positives and negatives weighted apart",
            [Alpha, Beta, Smooth, Flag("batch", false, "sum over the batch as over one image"), Flag("absent", false, "count images without the class too")],
            given => new TverskyLoss(given.Number("alpha"), given.Number("beta"), given.Number("smooth"), given.Flag("batch"), !given.Flag("absent"))),
        ["focal-tversky"] = new("a power of Tversky",
            [Alpha, Beta, Number("exponent", 0.75, 0.05, 5, "the power: published 1/γ = 0.75, MONAI 0.25"), Flag("background", false, "with the background as a class of power 1, absent classes counted (MONAI)")],
            given => new FocalTverskyLoss(given.Number("alpha"), given.Number("beta"), given.Number("exponent"), given.Flag("background"))),
        ["unified-focal"] = new("focal cross-entropy + focal Tversky", Unified, given => UnifiedFocal(given, asymmetric: false)),
        ["asymmetric-unified-focal"] = new("the same, focusing on the rare class alone", Unified, given => UnifiedFocal(given, asymmetric: true)),
        ["boundary"] = new("probability times signed distance, mm; to be added to a loss of regions", [], _ => new BoundaryLoss()),
        ["hausdorff"] = new("squared error times distance to both boundaries, mm",
            [Number("alpha", 2, 0.1, 8, "power of the distance"), Flag("relative", false, "distances as shares of the patch's diagonal")],
            given => new HausdorffLoss(given.Number("alpha"), given.Flag("relative"))),
        ["focal-boundary-dice"] = new("Dice that weighs boundaries and large errors more",
            [Number("boundary", 1, 0, 1000, "how much more a boundary weighs"), Number("width", 2, 0.1, 1000, "σ of the distance over which it does, px"), Number("gamma", 2, 1, 10, "the higher, the less moderate errors count"), Number("smooth", 1, 1e-5, 1e6, "added above and below the fraction")],
            given => new FocalBoundaryDiceLoss(given.Number("boundary"), given.Number("width"), given.Number("gamma"), given.Number("smooth"))),
        ["cldice"] = new("Dice + Dice of centre lines",
            [Number("alpha", 0.5, 0, 1, "share of centre lines"), Whole("iterations", 3, 1, 100, "at least half the thickness of what is segmented, px"), Number("smooth", 1, 1e-5, 1e6, "added above and below the fractions")],
            given => new ClDiceLoss(given.Number("alpha"), given.Whole("iterations"), given.Number("smooth"))),
        ["betti"] = new("components, loops and cavities that have no partner; to be added to a loss of regions",
            [Whole("size", 48, 0, 4096, "longest side looked at, px: a window where the errors are; 0: all")],
            given => new BettiMatchingLoss(given.Whole("size"))),
    };

    public static IReadOnlyCollection<string> Names => Losses.Keys;

    public static IReadOnlyDictionary<string, LossEntry> Entries => Losses;

    /// <summary>A fresh one of the <see cref="LossExpression"/>; an error names <paramref name="source"/>, where the text was read.</summary>
    /// <param name="expression">A name, or a sum of several with options, weights and schedules.</param>
    /// <param name="source">Default the command line's option.</param>
    /// <param name="classes">Of the data set, background included, or its regions, where known: then options given by class are checked
    /// too.</param>
    /// <param name="regions">Whether these are regions that may overlap, which not every loss takes.</param>
    /// <exception cref="DataException">A loss or option is unknown (names the nearest), a value is not allowed, or the expression cannot be read.</exception>
    public static SegmentationLoss Create(string expression, string source = "--loss", int? classes = null, bool regions = false)
    {
        var loss = new WeightedSum([.. LossExpression.Parse(expression, source).Select(term => new WeightedLoss(Find(term.Name, source).With(term, source), term.From, term.To))]);
        if (classes is { } count)
            loss.Check(count, source);
        if (regions)
            loss.CheckRegions(source);
        return loss;
    }

    /// <summary>The loss that a plan names, checked against the plan's labels.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="source">Where it was read.</param>
    /// <exception cref="DataException">As above.</exception>
    public static SegmentationLoss Of(Plan plan, string source) => Create(plan.Loss, source, plan.Classes, plan.Regions is not null);

    private static DiceLoss ImageDice() => new(overBatch: false, presentOnly: true);

    private static UnifiedFocalLoss UnifiedFocal(LossOptions given, bool asymmetric) =>
        new(asymmetric, given.Number("weight"), given.Number("delta"), given.Number("gamma"));

    private static LossEntry Find(string name, string source) => Losses.TryGetValue(name, out var entry)
        ? entry
        : throw new DataException(source, $"loss '{name}' is unknown", NearestName.Suggest(name, Names));
}
