using Seno.Core;

namespace Seno.Evaluation.Tests;

public sealed class SizeStrataTests
{
    private static CaseMetrics[] Rows(params double[] sizes) => [.. sizes.Select((size, i) =>
        new CaseMetrics($"c{i}", "g", "lesion", new Dictionary<string, double>(), size > 0 ? 1 : 0, 0, false, false) { ReferenceSize = size })];

    private static string Described(string strata, params double[] sizes) =>
        string.Join("; ", SizeStrata.Parse(strata).Split(Rows(sizes), "mL").Select(part => $"{part.Name}: {string.Join(' ', part.Rows.Select(row => row.Case))}"));

    [Fact]
    public void Edges_divide_and_an_edge_belongs_above() =>
        Assert.Equal("below 0.5 mL: c3; 0.5 to 2 mL: c0; from 2 mL: c1 c4", Described("0.5,2", 1, 2, 0, 0.1, 50));

    [Fact]
    public void Tertiles_and_quartiles_have_equally_many()
    {
        Assert.Equal("below 3 mL: c5 c4; 3 to 5 mL: c3 c2; from 5 mL: c1 c0", Described("tertiles", 6, 5, 4, 3, 2, 1));
        Assert.Equal("below 2 mL: c0; 2 to 3 mL: c1; 3 to 4 mL: c2; from 4 mL: c3", Described("quartiles", 1, 2, 3, 4));
    }

    [Fact]
    public void Equal_sizes_are_never_parted_and_cases_without_a_lesion_are_in_no_stratum()
    {
        Assert.Equal("from 1 mL: c0 c1 c2", Described("tertiles", 1, 1, 1, 0));
        Assert.Equal("", Described("tertiles", 0, 0));
    }

    [Theory]
    [InlineData("fifths")]
    [InlineData("")]
    [InlineData("2,1")]
    [InlineData("0,1")]
    [InlineData("1,NaN")]
    public void Other_divisions_are_refused(string text) => Assert.Throws<DataException>(() => SizeStrata.Parse(text));
}
