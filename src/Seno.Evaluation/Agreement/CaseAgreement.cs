using Seno.Evaluation.Consensus;
using Seno.Imaging;

namespace Seno.Evaluation.Agreement;

/// <summary>One label of one case, as its readers (and a model) drew it.</summary>
/// <param name="Case">Plain case id.</param>
/// <param name="Group">Patient.</param>
/// <param name="Readers">Who read it.</param>
/// <param name="Drawn">Whether any reader has the label here.</param>
/// <param name="Pairs">Every pair of readers.</param>
/// <param name="LeaveOneOut">Every reader with the consensus of the others, in the readers' order.</param>
/// <param name="ModelPairs">The model with every reader; none without a model.</param>
/// <param name="ModelLeaveOneOut">The model with the same references as <see cref="LeaveOneOut"/>.</param>
/// <param name="ModelDrawn">Whether the model has the label here.</param>
/// <param name="Ratings">Votes in the dilated union.</param>
/// <param name="Kappa">Fleiss' kappa there.</param>
/// <param name="Alpha">Krippendorff's alpha there.</param>
/// <param name="Difference">Of the model to the readers; null without a model or with one reader.</param>
public sealed record CaseAgreement(
    string Case,
    string Group,
    IReadOnlyList<string> Readers,
    bool Drawn,
    IReadOnlyList<ScorePair> Pairs,
    IReadOnlyList<ScorePair> LeaveOneOut,
    IReadOnlyList<ScorePair> ModelPairs,
    IReadOnlyList<ScorePair> ModelLeaveOneOut,
    bool ModelDrawn,
    IReadOnlyList<RatingCounts> Ratings,
    Coefficient Kappa,
    Coefficient Alpha,
    PanelDifference? Difference)
{
    public const string ModelName = "model";

    /// <param name="readings">At least two readers.</param>
    /// <param name="label">The label measured.</param>
    /// <param name="radius">Of the dilation of the union, in the grid's unit.</param>
    /// <param name="model">On the same grid, or null.</param>
    public static CaseAgreement Of(Readings readings, byte label, double radius, Volume<byte>? model)
    {
        var masks = readings.Masks.Select(mask => mask.Map(value => (byte)(value == label ? 1 : 0))).ToArray();
        var only = readings with { Masks = masks };
        var predicted = model?.Map(value => (byte)(value == label ? 1 : 0));
        var references = masks.Select((_, reader) => Agreement.LeaveOneOut.Reference(masks, 1, reader)).ToArray();
        var indices = Enumerable.Range(0, masks.Length).ToArray();
        ScorePair Pair(string first, Volume<byte> a, string second, Volume<byte> b) => new(first, second, MaskScore.Of(a, b, 1), VolumeOf(a), VolumeOf(b));
        string Others(int reader) => $"all but {readings.Readers[reader]}";
        var ratings = RatingCounts.Of(VotePatterns.Of(masks, [0, 1], Region(masks, radius, readings.LeftOut)));
        return new(
            readings.Case,
            readings.Group,
            readings.Readers,
            masks.Any(IsDrawn),
            [.. indices.SelectMany(i => indices.Where(j => j > i).Select(j => Pair(readings.Readers[i], masks[i], readings.Readers[j], masks[j])))],
            [.. indices.Select(i => Pair(readings.Readers[i], masks[i], Others(i), references[i]))],
            predicted is null ? [] : [.. indices.Select(i => Pair(ModelName, predicted, readings.Readers[i], masks[i]))],
            predicted is null ? [] : [.. indices.Select(i => Pair(ModelName, predicted, Others(i), references[i]))],
            predicted is not null && IsDrawn(predicted),
            ratings,
            FleissKappa.Of(ratings),
            KrippendorffAlpha.Of(ratings),
            predicted is null ? null : PanelDifference.Of(only, predicted, 1));
    }

    private static Volume<byte> Region(Volume<byte>[] masks, double radius, Volume<byte>? leftOut)
    {
        var region = VotingRegion.DilatedUnion(masks, radius, threads: 1);
        for (var i = 0; leftOut is not null && i < region.Array.Length; i++)
            region.Array[i] = leftOut.Array[i] == 0 ? region.Array[i] : (byte)0;
        return region;
    }

    private static bool IsDrawn(Volume<byte> mask) => mask.Span.IndexOfAnyExcept((byte)0) >= 0;

    private static double VolumeOf(Volume<byte> mask)
    {
        var spacing = mask.Geometry.Spacing;
        var voxel = spacing.X * spacing.Y * (mask.Geometry.Dimensions == 2 ? 1 : spacing.Z);
        return mask.Array.Sum(value => (long)value) * voxel;
    }
}
