namespace Seno.Core.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Verbs = ["demo", "train", "predict", "evaluate", "calibrate", "consensus", "agreement", "report", "compare", "power", "lock", "dataset", "phantom", "convert", "info", "doctor", "completion"];

    private static readonly string[] Options = ["--output", "--fold", "--folds", "--network", "--dimensions", "--loss", "--iterations", "--epochs", "--time-limit", "--seed", "--input-size", "--width", "--batch-size", "--learning-rate", "--resume", "--reference", "--device", "--threads", "-o"];

    private static readonly string[] Metrics = ["dsc", "iou", "conformity", "sensitivity", "precision", "specificity", "hd", "hd95", "assd", "masd", "ece", "brier", "nll"];

    public static readonly TheoryData<string, string[], string?> Given = new()
    {
        { "trian", Verbs, "train" },
        { "eval", Verbs, "evaluate" },            // a beginning
        { "pred", Verbs, "predict" },
        { "predcit", Verbs, "predict" },          // two letters swapped
        { "reprot", Verbs, "report" },
        { "TRAIN", Verbs, "train" },
        { "con", Verbs, null },                   // consensus or convert
        { "lok", Verbs, "lock" },
        { "xyz", Verbs, null },
        { "go", Verbs, null },
        { "--net", Options, "--network" },
        { "--out", Options, "--output" },
        { "--batchsize", Options, "--batch-size" },
        { "--iteration", Options, "--iterations" },
        { "--itertions", Options, "--iterations" },
        { "--fol", Options, null },               // --fold or --folds
        { "--foldz", Options, null },             // as near to both
        { "--gpu", Options, null },
        { "--x", Options, null },
        { "dcs", Metrics, "dsc" },
        { "dsk", Metrics, "dsc" },
        { "hd59", Metrics, "hd95" },
        { "asd", Metrics, null },                 // assd, or masd
        { "dice", Metrics, null },
        { "percision", Metrics, "precision" },
        { "sensitivty", Metrics, "sensitivity" },
        { "", Metrics, null },
    };

    [Theory, MemberData(nameof(Given))]
    public void The_one_nearest_name_is_suggested_or_none(string given, string[] known, string? expected) =>
        Assert.StartsWith(
            expected is null ? "Known names: " : $"Did you mean '{expected}'?",
            NearestName.Suggest(given, known),
            StringComparison.Ordinal);

    [Fact]
    public void A_long_list_is_cut() =>
        Assert.EndsWith(
            ", c11, … (500 in all)",
            NearestName.Suggest("nothing alike", Enumerable.Range(0, 500).Select(i => $"c{i}")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("abcd", "acbd", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("Same", "same", 0)]
    public void Edit_distances_by_hand(string a, string b, int expected)
    {
        Assert.Equal(expected, NearestName.EditDistance(a, b));
        Assert.Equal(expected, NearestName.EditDistance(b, a));
    }
}
