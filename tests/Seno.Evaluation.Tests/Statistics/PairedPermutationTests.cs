using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Tests.Statistics;

public sealed class PairedPermutationTests
{
    private static readonly double[] Differences = [1.83 - 0.878, 0.50 - 0.647, 1.62 - 0.598, 2.48 - 2.05, 1.68 - 1.06, 1.88 - 1.29, 1.55 - 1.06, 3.06 - 3.14, 1.30 - 1.29];
    private static readonly string[] Patients = ["a", "a", "b", "c", "c", "c", "d", "e", "e"];

    // all signs enumerated in Python
    [Fact]
    public void Exact_test_is_that_of_all_signs_enumerated()
    {
        Assert.Equal(0.02734375, PairedPermutation.Test(Differences).P, 12);
        Assert.Equal(0.013671875, PairedPermutation.Test(Differences, alternative: Alternative.Greater).P, 12);
        Assert.True(PairedPermutation.Test(Differences).Exact);
    }

    [Fact]
    public void A_patient_s_differences_change_sign_together() =>
        Assert.Equal(0.125, PairedPermutation.Test(Differences, Patients).P, 12);

    [Fact]
    public void Sampled_signs_come_near_the_exact_value_and_repeat()
    {
        var sampled = PairedPermutation.Test(Differences, exactUpTo: 0);

        Assert.False(sampled.Exact);
        Assert.InRange(sampled.P, 0.022, 0.033);
        Assert.Equal(sampled, PairedPermutation.Test(Differences, exactUpTo: 0));
    }

    [Fact]
    public void Equal_pairs_are_no_evidence() => Assert.Equal(1, PairedPermutation.Test([0, 0, 0]).P);

    [Fact]
    public void Infinite_missing_and_no_differences_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PairedPermutation.Test([1, double.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => PairedPermutation.Test([double.NaN]));
        Assert.Throws<ArgumentException>(() => PairedPermutation.Test([]));
    }
}
