using System.CommandLine;
using System.Globalization;
using Seno.Core;
using Seno.Evaluation.Statistics;
using Seno.Studies.Power;
using Spectre.Console;

namespace Seno.Cli.Verbs;

/// <summary>seno power --margin M --sd S</summary>
internal static class PowerVerb
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var margin = new Option<double>("--margin") { Description = "How much worse is still acceptable, in the metric's unit (0.05 of DSC).", Required = true };
        var deviation = new Option<double>("--sd") { Description = "Standard deviation of a lesion's paired difference, in the metric's unit. Or: --from." };
        var from = new Option<string[]>("--from") { Description = "Two earlier evaluations of the same cases, from which --sd and --icc are estimated.", AllowMultipleArgumentsPerToken = true, Arity = new(2, 2) };
        var metric = new Option<string>("--metric") { Description = "Metric of --from.", DefaultValueFactory = _ => "dsc" };
        var dataset = new Option<string?>("--dataset")
        {
            Description = "Data set of --from: tells which cases are of one patient. Default: the one that they record."
        };
        var difference = new Option<double>("--difference") { Description = "True mean difference expected, new less reference.", DefaultValueFactory = _ => 0 };
        var patients = new Option<int[]>("--patients") { Description = "Numbers of patients to tabulate. Default: about the number needed.", AllowMultipleArgumentsPerToken = true };
        var lesions = new Option<int>("--lesions") { Description = "Lesions (or slices) of each patient.", DefaultValueFactory = _ => 1 };
        var intraclass = new Option<double>("--icc") { Description = "Correlation of two differences of one patient, 0 to 1.", DefaultValueFactory = _ => 0.5 };
        var alpha = new Option<double?>("--alpha") { Description = "One-sided level. Default 0.025; 0.05 with --equivalence." };
        var target = new Option<double>("--power") { Description = "Power wanted.", DefaultValueFactory = _ => 0.8 };
        var equivalence = new Option<bool>("--equivalence") { Description = "Test both sides of the margin (TOST)." };
        var simulate = new Option<bool>("--simulate") { Description = "Beside the formula, the share of 4000 simulated studies that succeed." };
        var command = new Command("power", "Before a study: the chance to show non-inferiority within a margin, by number of patients, and the patients needed.")
        {
            margin, deviation, from, metric, dataset, difference, patients, lesions, intraclass, alpha, target, equivalence, simulate, shared.Json,
        };
        command.SetAction(parsed =>
        {
            var earlier = parsed.GetValue(from) is { Length: 2 } two ? new EarlierEvaluations(two[0], two[1], parsed.GetRequiredValue(metric), parsed.GetValue(dataset)) : null;
            if (earlier is null && parsed.GetResult(deviation) is null)
                throw new DataException("--sd", "is needed where no earlier evaluations are given", "Give the standard deviation of paired differences, or --from A B");
            var both = parsed.GetValue(equivalence);
            var design = new PowerDesign
            {
                Margin = parsed.GetRequiredValue(margin),
                Deviation = parsed.GetValue(deviation),
                ExpectedDifference = parsed.GetRequiredValue(difference),
                LesionsPerPatient = parsed.GetRequiredValue(lesions),
                Intraclass = parsed.GetRequiredValue(intraclass),
                Alpha = parsed.GetValue(alpha) ?? (both ? 0.05 : 0.025),
                Equivalence = both,
            };
            var result = PowerStudy.Run(new(design, parsed.GetRequiredValue(target), parsed.GetValue(patients) ?? [], earlier, parsed.GetValue(simulate)));
            if (parsed.GetValue(shared.Json))
                Console.Out.WriteLine(SenoJson.Write(result));
            else
                Print(result);
        });
        return command;
    }

    private static void Print(PowerResult result)
    {
        var culture = CultureInfo.InvariantCulture;
        var simulated = result.Rows.Any(row => row.Simulated is not null);
        var table = new Table().Border(TableBorder.Simple).AddColumns(["patients", "lesions", "worth", "power", .. simulated ? ["simulated"] : Array.Empty<string>()]);
        foreach (var row in result.Rows)
            table.AddRow([row.Patients.ToString(culture), row.Lesions.ToString(culture), row.EffectiveLesions.ToString("F0", culture), row.Power.ToString("P1", culture), .. row.Simulated is { } share ? [share.ToString("P1", culture)] : Array.Empty<string>()]);
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) }).Write(table);
        Console.Out.WriteLine(result.PatientsNeeded is { } needed
            ? string.Create(
                culture,
                $"{Counted.Of(needed, "patient")} {(needed == 1 ? "reaches" : "reach")} a power of {result.Target:P0}.")
            : string.Create(culture, $"A power of {result.Target:P0} is not reached with 100000 patients: the expected difference lies at or beyond the margin."));
        Console.Out.WriteLine(result.Assumptions);
    }
}
