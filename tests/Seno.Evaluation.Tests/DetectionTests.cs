using Seno.Evaluation.Detection;
using Seno.Imaging;

namespace Seno.Evaluation.Tests;

public sealed class DetectionTests
{
    private static readonly LesionMatching Overlap = new(LesionCriterion.Overlap);
    private static readonly LesionMatching Centre = new(LesionCriterion.Centre);

    /// <summary>prediction, reference, then lesions, predicted, found by overlap, found by centre.</summary>
    public static readonly TheoryData<string, string, int, int, int, int> Cases = new()
    {
        { "##..##", "##..##", 2, 2, 2, 2 },
        { "##....", "##..##", 2, 1, 1, 1 },
        { "##..##", "##....", 1, 2, 1, 1 },
        { "......", "......", 0, 0, 0, 0 },
        { "#.#...", "###...", 1, 2, 1, 1 },                          // two pieces on one lesion: one of them is false
        { "##########", "#.........", 1, 1, 1, 0 },                  // IoU 1/10, but its centre lies elsewhere
        { "###########", "#..........", 1, 1, 0, 0 },                // IoU 1/11
        { "######", "##..##", 2, 1, 1, 0 },                          // one blot over two lesions finds one at most
        { "...../.##../.##../.....", "#..../...../...../.....", 1, 1, 0, 0 },
        { "#..../...../...../.....", "...../.#.../...../.....", 1, 1, 0, 0 },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Lesions_are_counted_and_matched_one_to_one(string prediction, string reference, int lesions, int predicted, int byOverlap, int byCentre)
    {
        foreach (var (matching, found) in new[] { (Overlap, byOverlap), (Centre, byCentre) })
        {
            var detection = matching.Of(Masks.Drawn(prediction), Masks.Drawn(reference));
            Assert.Equal((lesions, predicted, found), (detection.Reference, detection.Predicted, detection.Found));
        }
    }

    [Fact]
    public void Scores_of_lesions_by_hand()
    {
        // One lesion of 4 found with 2 of its voxels (DSC 2/3, IoU 1/2), one of 2 missed, one false positive.
        var detection = Overlap.Of(Masks.Drawn("##......#"), Masks.Drawn("####.##.."));
        Assert.Equal((1, 1, 1), (detection.Found, detection.Missed, detection.FalsePositives));
        Assert.Equal(0.5, detection.Sensitivity);
        Assert.Equal(0.5, detection.Precision);
        Assert.Equal(0.5, detection.F1);
        Assert.Equal(2 / 9.0, detection.LesionDice, 12);
        Assert.Equal(0.5 / 2, detection.PanopticQuality, 12);
    }

    [Theory]
    [InlineData("...", "...", 1, 1, 1)]
    [InlineData("#..", "...", 0, 0, 0)]
    [InlineData("...", "#..", 0, 0, 0)]
    public void Images_without_lesions_follow_the_policy_on_empty_masks(string prediction, string reference, double sensitivity, double precision, double quality)
    {
        var detection = Overlap.Of(Masks.Drawn(prediction), Masks.Drawn(reference));
        Assert.Equal(sensitivity, detection.Sensitivity);
        Assert.Equal(precision, detection.Precision);
        Assert.Equal(quality, detection.PanopticQuality);
        Assert.Equal(quality, detection.LesionDice);
        Assert.Equal(quality, detection.F1);
    }

    [Fact]
    public void Candidates_of_a_probability_map_by_hand()
    {
        var map = new Volume<float>(new Geometry(new(9, 1, 1)), [0.9f, 0.4f, 0, 0.3f, 0, 0.2f, 0.05f, 0.6f, 0]);
        var found = FrocCase.Of(map, Masks.Drawn("####....."), Overlap);
        // Pieces of 0.1 and more: 0.9 and 0.3 on the lesion, which counts once; 0.2 and 0.6 off it.
        Assert.Equal(1, found.Lesions);
        Assert.Equal([0.9], found.Hits.Select(score => Math.Round(score, 6)));
        Assert.Equal([0.2, 0.6], found.FalseScores.Select(score => Math.Round(score, 6)));
    }

    [Fact]
    public void A_curve_by_hand()
    {
        // 2 images, 3 lesions of which one has no candidate.
        var curve = FrocCurve.Of([new(2, [0.9, 0.5], [0.7]), new(1, [], [0.5, 0.3, 0.2])])!;
        Assert.Equal(
            [new(0.9, 0, 1 / 3.0), new(0.7, 0.5, 1 / 3.0), new(0.5, 1, 2 / 3.0), new(0.3, 1.5, 2 / 3.0), new(0.2, 2, 2 / 3.0)],
            curve.Points);
        Assert.Equal([1 / 3.0, 1 / 3.0, 1 / 3.0, 2 / 3.0, 2 / 3.0, 2 / 3.0, 2 / 3.0], curve.SensitivityAt);
        Assert.Equal((3 * 1 / 3.0 + 4 * 2 / 3.0) / 7, curve.Mean, 12);
        Assert.Null(FrocCurve.Of([new(0, [], [0.5])]));
    }

    [Fact]
    public void A_detector_that_finds_nothing_has_a_sensitivity_of_nought_at_every_rate()
    {
        var curve = FrocCurve.Of([new(2, [], [])])!;
        Assert.Empty(curve.Points);
        Assert.All(curve.SensitivityAt, sensitivity => Assert.Equal(0, sensitivity));
    }
}
