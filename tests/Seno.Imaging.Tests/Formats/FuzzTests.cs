using Seno.Tests;

namespace Seno.Imaging.Tests.Formats;

/// <summary>Bad input: no crash, no hang, no allocation on a header's word. bench/fuzz does the same for longer.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Two_thousand_damaged_files_of_every_format_give_an_image_or_one_line() => Run(2000, FuzzSeed.Made);

    [Fact]
    public void A_thousand_damaged_files_of_other_peoples_tests_give_an_image_or_one_line() => Run(1000, _ => FuzzSeed.Real(RealData.Folder("conformance")));

    internal static void Run(int inputs, Func<string, IReadOnlyList<FuzzSeed>> from)
    {
        using var made = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        var seeds = from(made.Path);
        var outcomes = Enumerable.Range(0, inputs).Select(i => Fuzz.Try(seeds[i % seeds.Count], folder.Path, i / seeds.Count)).ToArray();
        Assert.DoesNotContain(outcomes, outcome => outcome.Wrong is not null);
        // both ends happen, so the damage is neither nothing nor everything
        Assert.InRange(outcomes.Count(outcome => outcome.Read), inputs / 50, inputs * 49 / 50);
    }
}
