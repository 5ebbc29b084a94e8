using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Tests.Statistics;

public sealed class NonInferiorityTests
{
    private static readonly double[] Differences = [0.02, -0.03, 0.01, 0.00, -0.05, 0.03, -0.01, 0.02];

    [Fact]
    public void Tests_against_a_margin_are_shifted_t_tests()
    {
        // scipy.stats.ttest_1samp(d, -0.05, alternative='greater'), (d, 0.05, 'less')
        var test = NonInferiority.Test(Differences, 0.05);

        Assert.Equal(0.0007678173152074633, test.P, 9);
        Assert.True(test.Shown);
        Assert.Equal(-0.024226999562747552, test.Difference.Low, 8);
        Assert.Equal(0.0007678173152074633, NonInferiority.Equivalence(Differences, 0.05).P, 9);
        Assert.False(NonInferiority.Test(Differences, 0.01).Shown);
    }

    [Fact]
    public void The_interval_s_end_decides_as_the_p_value_does()
    {
        for (var margin = 0.005; margin < 0.06; margin += 0.005)
        {
            var test = NonInferiority.Test(Differences, margin);
            Assert.Equal(test.Difference.Low > -margin, test.Shown);
        }
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => NonInferiority.Test([0.1], 0.05));
        Assert.Throws<ArgumentException>(() => NonInferiority.Test([0.1, double.NaN], 0.05));
        Assert.Throws<ArgumentException>(() => NonInferiority.Test([0.1, 0.2], 0));
    }

    // scipy.stats.nct.sf(t.ppf(1 - alpha, n - 1), n - 1, margin √n/sd)
    [Theory]
    [InlineData(20, 0.05, 0.05, 0.6951493382443414)]
    [InlineData(34, 0.05, 0.025, 0.8077766855149761)]
    [InlineData(5, 0.10, 0.05, 0.5797373603716016)]
    public void Power_of_non_inferiority_is_that_of_the_non_central_t(int patients, double margin, double alpha, double expected) =>
        Assert.Equal(expected, NonInferiorityPower.Analytic(new() { Margin = margin, Deviation = 0.1, Alpha = alpha }, patients), 6);

    // Owen's Q by scipy.integrate.quad
    [Theory]
    [InlineData(20, 0, 0.3934630508298382)]
    [InlineData(40, 0.01, 0.781106502533926)]
    [InlineData(12, 0, 0.10714426140966658)]
    public void Power_of_equivalence_is_Owen_s(int patients, double expectedDifference, double expected) =>
        Assert.Equal(expected, NonInferiorityPower.Analytic(new() { Margin = 0.05, Deviation = 0.1, ExpectedDifference = expectedDifference, Alpha = 0.05, Equivalence = true }, patients), 5);

    [Fact]
    public void Simulation_agrees_with_the_formula_where_patients_have_several_lesions()
    {
        var design = new PowerDesign { Margin = 0.05, Deviation = 0.12, LesionsPerPatient = 3, Intraclass = 0.4, ExpectedDifference = -0.01 };

        Assert.Equal(NonInferiorityPower.Analytic(design, 25), NonInferiorityPower.Simulated(design, 25), 0.03);
    }

    [Fact]
    public void The_patients_needed_are_the_fewest()
    {
        var design = new PowerDesign { Margin = 0.05, Deviation = 0.1 };

        Assert.Equal(34, NonInferiorityPower.PatientsNeeded(design, 0.8));
        Assert.True(NonInferiorityPower.Analytic(design, 33) < 0.8);
        Assert.Null(NonInferiorityPower.PatientsNeeded(design with { ExpectedDifference = -0.05 }, 0.8, 1000));
    }
}
