using Seno.Core;
using Seno.Evaluation.Agreement;

namespace Seno.Evaluation.Tests.Agreement;

public sealed class ReaderStudyTests
{
    /// <summary>Three patients, three readers whose pseudo-values are additive: reader effects 0.01, 0, −0.01, patient effects 0.02, 0, −0.02.</summary>
    /// <remarks>
    /// p = mean + patient + reader, so All = p̄ of a row = patient effect and Without_j = (3 All − p_j)/2. MS(readers) = 3·0.0002/2 = 0.0003,
    /// MS(patients) = 3·0.0008/2 = 0.0012, MS(both) = 0; variance (0.0003 + 0.0012)/9, freedom 0.0015²/(0.0003²/2 + 0.0012²/2) = 2.941176.
    /// </remarks>
    [Fact]
    public void Variance_and_freedom_by_hand()
    {
        double[] readers = [0.01, 0, -0.01], patients = [0.02, 0, -0.02];
        var result = ReaderStudy.Of([.. patients.Select((patient, i) => new PanelDifference($"{i}", patient, [.. readers.Select(reader => (3 * patient - (patient + reader)) / 2)]))], 0.05);
        Assert.True(result.Generalises);
        Assert.Equal(0, result.NonInferiority.Difference.Value, 12);
        Assert.Equal(2.941176, result.Freedom, 5);
        Assert.Equal(0.0003 / 9, result.ReaderVariance, 9);
        // t(0.975; 2.941176) = 3.2187 by scipy.stats.t.ppf
        Assert.Equal(3.2187 * Math.Sqrt(0.0015 / 9), result.NonInferiority.Difference.High, 4);
    }

    [Fact]
    public void Two_readers_speak_for_themselves_only()
    {
        var result = ReaderStudy.Of([new("a", 0.01, []), new("b", 0.03, [])], 0.05);
        Assert.False(result.Generalises);
        Assert.Equal(1, result.Freedom);
        Assert.Contains("these two readers only", ReaderStudyText.Conclusion(result), StringComparison.Ordinal);
    }

    [Fact]
    public void A_patient_counts_once_however_many_lesions_he_has()
    {
        var result = ReaderStudy.Of([new("a", 0, []), new("b", 0.03, []), new("b", 0.05, [])], 0.05);
        Assert.Equal(0.02, result.NonInferiority.Difference.Value, 12);
        Assert.Equal((3, 2), (result.Cases, result.Patients));
        Assert.Throws<ArgumentException>(() => ReaderStudy.Of([new("a", 0, []), new("a", 0.1, [])], 0.05));
    }

    [Fact]
    public void A_model_that_copies_the_leave_one_out_references_is_better_and_one_that_draws_elsewhere_is_not()
    {
        Readings Case(string id, string a, string b, string c) => new(id, id, ["A", "B", "C"], [Masks.Drawn(a), Masks.Drawn(b), Masks.Drawn(c)]);
        Readings[] cases = [Case("1", ".####...", ".#####..", ".###...."), Case("2", "..####..", "...####.", "..###..."), Case("3", ".#####..", ".####...", "..####..")];
        var good = ReaderStudy.Of([.. cases.Select(item => PanelDifference.Of(item, item.Masks[0], 1))], 0.05);
        var bad = ReaderStudy.Of([.. cases.Select(item => PanelDifference.Of(item, Masks.Drawn("#......."), 1))], 0.05);
        Assert.True(good.NonInferiority.Difference.Value > 0);
        Assert.True(bad.NonInferiority.Difference.Value < -0.5);
        Assert.False(bad.NonInferiority.Shown);
        Assert.Contains("worse by more than that", ReaderStudyText.Conclusion(bad), StringComparison.Ordinal);
    }

    /// <summary>The model's difference is 0 in truth and the margin just reached: true readers and patients vary, and the test errs in no more than 2.5 % of 400 studies (and four standard errors).</summary>
    [Fact]
    public void The_type_one_error_holds_for_readers_drawn_at_random()
    {
        const double Margin = 0.05;
        var wrong = 0;
        for (var study = 0; study < 400; study++)
        {
            var random = new SeededRandom(1, "study", study);
            var habits = Enumerable.Range(0, 4).Select(_ => 0.02 * random.Normal()).ToArray();
            var cases = Enumerable.Range(0, 20).Select(item =>
            {
                var (patient, noise) = (0.05 * random.Normal(), Enumerable.Range(0, 4).Select(_ => 0.03 * random.Normal()).ToArray());
                double[] of = [.. habits.Zip(noise, (habit, own) => -Margin + patient + habit + own)];
                return new PanelDifference($"{item:D2}", of.Average(), [.. Enumerable.Range(0, 4).Select(left => of.Where((_, reader) => reader != left).Average())]);
            }).ToArray();
            wrong += ReaderStudy.Of(cases, Margin).NonInferiority.Shown ? 1 : 0;
        }
        Assert.InRange(wrong / 400.0, 0.0025, 0.025 + 4 * Math.Sqrt(0.025 * 0.975 / 400));
    }

    [Fact]
    public void Masks_on_different_grids_are_refused_and_both_are_named()
    {
        using var folder = new Seno.Tests.TemporaryFolder();
        var (a, b) = (folder.File("a.nii.gz"), folder.File("b.nii.gz"));
        Imaging.Formats.ImageFile.Write(a, Masks.Drawn("##", new(1, 1, 1)));
        Imaging.Formats.ImageFile.Write(b, Masks.Drawn("##", new(1, 2, 1)));
        var failure = Assert.Throws<DataException>(() => Readings.Read("x", "x", [("A", a), ("B", b)]));
        Assert.Contains("(1, 1, 1) mm", failure.Message, StringComparison.Ordinal);
        Assert.Contains("(1, 2, 1) mm", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, Readings.Read("x", "x", [("A", a), ("B", a)]).Masks.Count);
    }

    [Theory]
    [InlineData(255, 1, true)]
    [InlineData(255, 0, false)]
    [InlineData(255, 255, false)]
    [InlineData(2, 1, false)]
    public void A_mask_of_0_and_255_beside_a_label_map_is_refused_by_name(byte ofA, byte ofB, bool refused)
    {
        using var folder = new Seno.Tests.TemporaryFolder();
        var (a, b) = (folder.File("a.nii"), folder.File("b.nii"));
        Imaging.Formats.ImageFile.Write(a, Masks.Drawn("#.").Map(value => (byte)(value * ofA)));
        Imaging.Formats.ImageFile.Write(b, Masks.Drawn("##").Map(value => (byte)(value * ofB)));
        var failure = Record.Exception(() => Readings.Read("x", "x", [("A", a), ("B", b)]));
        Assert.Equal(
            refused,
            failure is DataException { Problem: var problem } && problem.Contains("'A' is a mask of 0 and 255", StringComparison.Ordinal));
        Assert.Equal(refused, failure is not null);
    }

    [Fact]
    public void A_case_by_hand()
    {
        var readings = new Readings("1", "1", ["A", "B", "C"], [Masks.Drawn("####...."), Masks.Drawn("##......"), Masks.Drawn("####....")]);
        var found = CaseAgreement.Of(readings, 1, 2, Masks.Drawn("####...."));
        Assert.Equal(["A", "A", "B"], found.Pairs.Select(pair => pair.First));
        Assert.Equal([2.0 * 2 / 6, 1, 2.0 * 2 / 6], found.Pairs.Select(pair => pair.Score.Dsc));
        // A by B and C: midway between voxels 2 and 4 is after the third; B by A and C: four voxels
        Assert.Equal([6 / 7.0, 4 / 6.0, 6 / 7.0], found.LeaveOneOut.Select(pair => pair.Score.Dsc));
        Assert.Equal([6 / 7.0, 1, 6 / 7.0], found.ModelLeaveOneOut.Select(pair => pair.Score.Dsc));
        Assert.Equal(1 / 9.0, found.Difference!.All, 12);
        Assert.Equal(6, found.Ratings.Sum(item => item.Items));
        Assert.Equal(4, found.Pairs[0].FirstVolume);
        var nobody = CaseAgreement.Of(readings with { Masks = [.. readings.Masks.Select(_ => Masks.Drawn("........"))] }, 1, 2, null);
        Assert.False(nobody.Drawn);
        Assert.NotNull(nobody.Kappa.Undefined);
        Assert.Equal(1, LabelAgreement.Of([found, nobody], ["A", "B", "C"], null).Undrawn);
    }
}
