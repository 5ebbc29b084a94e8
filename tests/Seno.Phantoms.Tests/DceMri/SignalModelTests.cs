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
        var rising = 0;
        for (var patient = 0; patient < 300; patient++)
        {
            var signals = SignalModel.Draw(scanner, BackgroundEnhancement.Mild, 5, patient);
            double Change(Material material) => signals.All(scanner.Phases)[(int)material] / signals.All(1)[(int)material] - 1;
            double Early(Material material) => signals.All(1)[(int)material] / signals.All(0)[(int)material] - 1;
            Assert.True(Change(Material.MalignantMass) < -0.1);
            Assert.True(Early(Material.MalignantMass) > 0.7);
            Assert.True(Change(Material.Fibroadenoma) > -0.1);
            rising += Change(Material.Fibroadenoma) > 0.1 ? 1 : 0;
            Assert.Equal(0.0, Early(Material.Cyst));
            Assert.Equal(0.0, Change(Material.Cyst));
            Assert.True(Early(Material.Vessel) > 1 && Change(Material.Vessel) < -0.1);
        }
        Assert.InRange(rising, 150, 210);
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
}
