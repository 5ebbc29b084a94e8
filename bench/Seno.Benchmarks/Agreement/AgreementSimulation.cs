using System.Globalization;
using Seno.Evaluation.Agreement;

namespace Seno.Benchmarks.Agreement;

/// <summary>agreement [STUDIES]: how often the test of a model against readers errs, and how often it succeeds.</summary>
internal static class AgreementSimulation
{
    private const int DefaultStudies = 1000;
    private static readonly double[] Margins = [0.03, 0.05];

    public static int Run(string[] args)
    {
        var studies = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultStudies;
        Console.Out.WriteLine("| readers differ by | readers | cases | margin | type-I error: readers as a sample | these readers | equivalence, sample | power: readers as a sample | these readers | equivalence, sample |\n|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, variety) in new[] { ("nothing", 0.0), ("0.05", 0.05), ("0.1", 0.1) })
        {
            var panel = new SimulatedPanel(1, variety);
            foreach (var readers in new[] { 2, 3, 4, 5 })
            {
                var alike = panel.AtMargin(readers, 0);
                foreach (var margin in Margins)
                {
                    var worse = panel.AtMargin(readers, margin);
                    var exact = -panel.Truth(readers, worse);
                    foreach (var cases in new[] { 20, 50 })
                    {
                        var error = Rates(panel, studies, readers, cases, worse, exact);
                        var power = Rates(panel, studies, readers, cases, alike, margin);
                        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {readers} | {cases} | {margin} | {Text(error.Sample)} | {Text(error.These)} | {Text(error.Equivalence)} | {Text(power.Sample)} | {Text(power.These)} | {Text(power.Equivalence)} |"));
                    }
                }
            }
        }
        return 0;
    }

    private static (double? Sample, double These, double? Equivalence) Rates(SimulatedPanel panel, int studies, int readers, int cases, double wander, double margin)
    {
        var (sample, these, equivalent) = (0, 0, 0);
        for (var study = 0; study < studies; study++)
        {
            var differences = panel.Study(study, readers, cases, wander);
            var result = ReaderStudy.Of(differences, margin);
            sample += result.NonInferiority.Shown ? 1 : 0;
            equivalent += result.Equivalence.Shown ? 1 : 0;
            these += ReaderStudy.OfTheseReaders(differences, readers, margin).NonInferiority.Shown ? 1 : 0;
        }
        double? Share(int count) => readers < 3 ? null : (double)count / studies;
        return (Share(sample), (double)these / studies, Share(equivalent));
    }

    private static string Text(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";
}
