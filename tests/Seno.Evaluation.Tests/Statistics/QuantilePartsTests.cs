using Seno.Core;
using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Tests.Statistics;

public sealed class QuantilePartsTests
{
    public static readonly TheoryData<double[], double[], int[]> Quartiles = new()
    {
        // values, edges, part of each value
        { [1, 2, 3, 4, 5, 6, 7, 8], [3, 5, 7], [0, 0, 1, 1, 2, 2, 3, 3] },
        { [8, 1, 7, 2, 6, 3, 5, 4], [3, 5, 7], [3, 0, 3, 0, 2, 1, 2, 1] },
        { [1, 2, 3, 4, 5], [2, 3, 4], [0, 1, 2, 3, 3] },
        { [1, 1, 1, 1, 2, 3, 4, 5], [2, 4], [0, 0, 0, 0, 1, 1, 2, 2] },
        { [2, 2, 2], [], [0, 0, 0] },
        { [], [], [] },
    };

    [Theory, MemberData(nameof(Quartiles))]
    public void Quartiles_by_hand_keep_equal_values_together(double[] values, double[] edges, int[] parts)
    {
        var found = QuantileParts.Edges(values, 4);

        Assert.Equal(edges, found);
        Assert.Equal(parts, values.Select(value => QuantileParts.PartOf(value, found)));
    }

    [Theory, InlineData(20, 1), InlineData(21, 4), InlineData(22, 4), InlineData(23, 4), InlineData(200, 7)]
    public void Parts_of_distinct_values_differ_by_one_at_most(int count, int parts)
    {
        double[] values = [.. Enumerable.Range(0, count)];
        new SeededRandom(1, "test").Shuffle<double>(values);

        var edges = QuantileParts.Edges(values, parts);
        var sizes = values.GroupBy(value => QuantileParts.PartOf(value, edges)).Select(group => group.Count()).ToArray();

        Assert.Equal(parts, sizes.Length);
        Assert.True(sizes.Max() - sizes.Min() <= 1);
    }
}
