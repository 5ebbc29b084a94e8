using Seno.Core;
using Seno.Evaluation.Agreement;

namespace Seno.Benchmarks.Agreement;

/// <summary>Readers and a model who draw the same outlines, each as radii at equal angles: overlap and consensus are exact and cheap.</summary>
/// <remarks>
/// A rater's radius is the true one times 1 + habit + mood + wander: the habit is the rater's (too large or too small), the mood his in one
/// case, the wander a smooth random curve. Its size differs from rater to rater and from case to case. DSC of two outlines is
/// 2 Σ min(a, b)²/(Σ a² + Σ b²); the consensus at an angle is the median, of even numbers midway, as the majority's contour is.
/// </remarks>
internal sealed class SimulatedPanel(ulong seed, double variety)
{
    private const int Angles = 24;
    private const double Wander = 0.1;

    /// <summary>A study: the model's difference in every case, for readers drawn anew.</summary>
    /// <param name="study">Number: the readers and cases follow from it.</param>
    /// <param name="readers">In the panel.</param>
    /// <param name="cases">Each of another patient.</param>
    /// <param name="modelWander">Of the model, in units of a typical reader's.</param>
    /// <param name="whole">False: without the panels that lack a reader, which the true difference does not need.</param>
    public PanelDifference[] Study(long study, int readers, int cases, double modelWander, bool whole = true)
    {
        var random = new SeededRandom(seed, "panel", study);
        var raters = Enumerable.Range(0, readers).Select(_ => (Habit: variety * random.Normal(), Wander: Wander * Math.Exp(variety * 4 * random.Normal()))).ToArray();
        return [.. Enumerable.Range(0, cases).Select(item =>
        {
            var difficulty = Math.Exp(0.4 * random.Normal());
            var drawn = raters.Select(rater => Outline(rater.Habit, rater.Wander * difficulty, random)).ToArray();
            var model = Outline(0, Wander * modelWander * difficulty, random);
            double Agreement(int? reader, double[] reference) => Overlap(reader is { } i ? drawn[i] : model, reference);
            if (whole)
                return PanelDifference.Of($"{item:D3}", readers, left => Median([.. drawn.Where((_, i) => !left.Contains(i))]), Agreement);
            var all = Enumerable.Range(0, readers).Average(reader => Median([.. drawn.Where((_, i) => i != reader)]) is var reference ? Agreement(null, reference) - Agreement(reader, reference) : 0);
            return new PanelDifference($"{item:D3}", all, []);
        })];
    }

    /// <summary>The difference that the model has from readers like these, by so many panels.</summary>
    public double Truth(int readers, double modelWander, int panels = 20_000) =>
        Enumerable.Range(0, panels).Average(panel => Study(-1 - panel, readers, 1, modelWander, whole: false)[0].All);

    /// <summary>How unsteady a model must be to be worse by just the margin.</summary>
    public double AtMargin(int readers, double margin)
    {
        var (low, high) = (0.5, 8.0);
        for (var step = 0; step < 12; step++)
        {
            var middle = (low + high) / 2;
            if (Truth(readers, middle, 4000) > -margin)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }

    private static double[] Outline(double habit, double wander, SeededRandom random)
    {
        var mean = 1 + habit + 0.5 * wander * random.Normal();
        var waves = Enumerable.Range(1, 4).Select(wave => (Cosine: random.Normal() / 2, Sine: random.Normal() / 2, Wave: wave)).ToArray();
        var radii = new double[Angles];
        for (var i = 0; i < Angles; i++)
        {
            var angle = 2 * Math.PI * i / Angles;
            radii[i] = Math.Max(0.05, mean + wander * waves.Sum(wave => wave.Cosine * Math.Cos(wave.Wave * angle) + wave.Sine * Math.Sin(wave.Wave * angle)));
        }
        return radii;
    }

    private static double[] Median(double[][] outlines)
    {
        var radii = new double[Angles];
        var sorted = new double[outlines.Length];
        for (var i = 0; i < Angles; i++)
        {
            for (var j = 0; j < sorted.Length; j++)
                sorted[j] = outlines[j][i];
            Array.Sort(sorted);
            radii[i] = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
        return radii;
    }

    private static double Overlap(double[] a, double[] b)
    {
        var (both, sum) = (0.0, 0.0);
        for (var i = 0; i < Angles; i++)
        {
            var least = Math.Min(a[i], b[i]);
            both += least * least;
            sum += a[i] * a[i] + b[i] * b[i];
        }
        return 2 * both / sum;
    }
}
