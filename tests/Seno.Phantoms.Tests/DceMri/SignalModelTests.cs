using Seno.Core;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.DceMri;

namespace Seno.Phantoms.Tests.DceMri;

public sealed class SignalModelTests
{
    [Theory]
    [InlineData(1.5)]
    [InlineData(3)]
    public void Curves_have_the_types_of_their_lesions(double field)
    {
        var scanner = new DceMriScanner { Field = field };
        var (rising, washing, level, persisting) = (0, 0, 0, 0);
        for (var patient = 0; patient < 300; patient++)
        {
            var signals = SignalModel.Draw(scanner, BackgroundEnhancement.Mild, 5, patient);
            double Change(Material material) => signals.All(scanner.Phases)[(int)material] / signals.All(1)[(int)material] - 1;
            double Early(Material material) => signals.All(1)[(int)material] / signals.All(0)[(int)material] - 1;
            washing += Change(Material.MalignantMass) < -0.1 ? 1 : 0;
            level += Change(Material.MalignantMass) is >= -0.1 and <= 0.1 ? 1 : 0;
            persisting += Change(Material.MalignantMass) > 0.1 ? 1 : 0;
            Assert.True(Early(Material.MalignantMass) > 0.7);
            Assert.True(Change(Material.Fibroadenoma) > -0.1);
            rising += Change(Material.Fibroadenoma) > 0.1 ? 1 : 0;
            Assert.Equal(0.0, Early(Material.Cyst));
            Assert.Equal(0.0, Change(Material.Cyst));
            Assert.True(Early(Material.Vessel) > 1 && Change(Material.Vessel) < -0.1);
        }
        Assert.InRange(rising, 150, 210);

        // 57, 34 and 9 of 100 (Kuhl 1999), within three standard deviations of a binomial
        Assert.InRange(washing, 145, 197);
        Assert.InRange(level, 77, 127);
        Assert.InRange(persisting, 12, 42);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(3)]
    public void Background_enhancement_rises_with_its_grade_and_with_time(double field)
    {
        var scanner = new DceMriScanner { Field = field };
        var last = 0.0;
        foreach (var grade in Enum.GetValues<BackgroundEnhancement>())
        {
            var signals = SignalModel.Draw(scanner, grade, 5, 0);
            float Fibroglandular(int phase) => signals.All(phase)[(int)Material.Fibroglandular];
            var early = Fibroglandular(1) / Fibroglandular(0) - 1;
            Assert.True(early > last + 0.03);
            Assert.True(Fibroglandular(scanner.Phases) > Fibroglandular(1));
            last = early;
        }
    }

    /// <summary>Enhancement of the median patient's glands 90 s after the arrival at 3 T, worked out with numpy from Parker's input, Tofts' integral and the signal equation.</summary>
    [Theory]
    [InlineData(BackgroundEnhancement.Minimal, 0.10)]
    [InlineData(BackgroundEnhancement.Mild, 0.27)]
    [InlineData(BackgroundEnhancement.Moderate, 0.54)]
    [InlineData(BackgroundEnhancement.Marked, 0.93)]
    public void Each_grade_enhances_as_documented(BackgroundEnhancement grade, double early)
    {
        var scanner = new DceMriScanner { Phases = 3 };
        var drawn = Enumerable.Range(0, 15).Select(patient => SignalModel.Draw(scanner, grade, 5, patient)).Select(signals => (double)signals.All(1)[(int)Material.Fibroglandular] / signals.All(0)[(int)Material.Fibroglandular] - 1).Order().ToArray();
        Assert.Equal(early, drawn[7], 0.08 * early);
    }

    [Fact]
    public void Grades_are_as_frequent_as_in_the_study()
    {
        var drawn = Enumerable.Range(0, 20_000).Select(i => ContrastKinetics.DrawBackground(new SeededRandom(1, "grade", i))).ToArray();
        Assert.Equal(488 / 1798.0, drawn.Count(grade => grade == BackgroundEnhancement.Minimal) / 20_000.0, 0.01);
        Assert.Equal(803 / 1798.0, drawn.Count(grade => grade == BackgroundEnhancement.Mild) / 20_000.0, 0.01);
        Assert.Equal(372 / 1798.0, drawn.Count(grade => grade == BackgroundEnhancement.Moderate) / 20_000.0, 0.01);
    }

    [Fact]
    public void Fat_is_brighter_than_glands_and_fluid_darker_before_contrast()
    {
        var before = SignalModel.Draw(new(), BackgroundEnhancement.Mild, 5, 0).All(0);
        Assert.True(before[(int)Material.Adipose] > 2 * before[(int)Material.Fibroglandular]);
        Assert.True(before[(int)Material.Cyst] < before[(int)Material.Fibroglandular]);
        Assert.Equal(0f, before[(int)Material.Air]);
        Assert.Equal(300f, before[(int)Material.Fibroglandular], 60f);
    }

    /// <summary>The table over kep against the model itself.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.017)]
    [InlineData(0.33)]
    [InlineData(1.9)]
    public void Local_kinetics_measure_what_Tofts_and_the_spoiled_gradient_echo_say(double back)
    {
        var scanner = new DceMriScanner { Scale = 1000 };
        var signals = SignalModel.Draw(scanner, BackgroundEnhancement.Mild, 5, 0);
        var tissue = new TissueKinetics(0.21, back, 0.03);
        var relaxation = RelaxationTimes.Draw(scanner.Field, new(5, "relaxation times", 0))[(int)Material.MalignantMass];
        var unit = 1000 / SpoiledGradientEcho.Signal(RelaxationTimes.Of(Material.Fibroglandular, scanner.Field), scanner.RepetitionTime, scanner.EchoTime, scanner.FlipAngle);
        for (var phase = 0; phase <= scanner.Phases; phase++)
        {
            var concentration = ExtendedTofts.Concentration(tissue, ArterialInput.Plasma, (scanner.Times[phase] - scanner.Arrival) / 60);
            var expected = unit * SpoiledGradientEcho.Signal(SpoiledGradientEcho.With(relaxation, concentration, scanner.Relaxivity), scanner.RepetitionTime, scanner.EchoTime, scanner.FlipAngle);
            Assert.Equal(expected, signals.Local(phase, Material.MalignantMass, tissue), 0.015 * expected);
        }
        Assert.Equal(signals.All(2)[(int)Material.MalignantMass], signals.Local(2, Material.MalignantMass, signals.Kinetics(Material.MalignantMass)), 0.1f);
    }
}
