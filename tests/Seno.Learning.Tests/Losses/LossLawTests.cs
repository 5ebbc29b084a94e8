using Seno.Learning.Losses;

namespace Seno.Learning.Tests.Losses;

/// <summary>The losses that look at places, in two and three dimensions and with options that change their course.</summary>
public sealed class LossLawTests
{
    public static TheoryData<string> Names => ["boundary", "hausdorff", "hausdorff:relative=yes,alpha=1", "focal-boundary-dice", "cldice", "cldice:alpha=1,iterations=1", "betti", "betti:size=3"];

    [Theory, MemberData(nameof(Names))]
    public void Gradients_agree_with_finite_differences(string name)
    {
        LossLaws.GradientsAgreeWithFiniteDifferences(LossTable.Create(name), [5, 4]);
        LossLaws.GradientsAgreeWithFiniteDifferences(LossTable.Create(name), [3, 4, 3]);
    }

    [Theory, MemberData(nameof(Names))]
    public void Extreme_logits_and_empty_or_full_references_stay_finite(string name)
    {
        LossLaws.ExtremesStayFinite(LossTable.Create(name), [5, 6]);
        LossLaws.ExtremesStayFinite(LossTable.Create(name), [4, 4, 4]);
    }
}
