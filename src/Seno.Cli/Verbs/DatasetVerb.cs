using System.CommandLine;
using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Data.Checking;
using Seno.Data.Importers;
using Seno.Studies;

namespace Seno.Cli.Verbs;

/// <summary>seno dataset import | check | describe</summary>
internal static class DatasetVerb
{
    private const int ListedOfAKind = 5;

    public static Command Create() => new("dataset", "Import, check and describe data sets in the layout Seno trains on.") { Import(), Check(), Describe() };

    private static Command Import()
    {
        var shared = new SharedOptions();
        var kind = new Argument<string>("kind") { Description = $"Which archive: {string.Join(", ", ImporterTable.Names)}." };
        var source = new Argument<string>("source") { Description = "Folder or zip in the original archive's layout." };
        var destination = new Argument<string>("destination") { Description = "New data set folder." };
        var command = new Command("import", "Import a public archive.") { kind, source, destination };
        shared.AddOutput(command);
        command.SetAction(parsed =>
        {
            var output = shared.Terminal(parsed).Output;
            var folder = parsed.GetRequiredValue(destination);
            ImporterTable.Import(parsed.GetRequiredValue(kind), parsed.GetRequiredValue(source), folder, output.Warn, output.Progress);
            var dataset = Dataset.Open(folder);
            var groups = dataset.Cases.Select(item => item.Group).Distinct().Count();
            if (parsed.GetValue(shared.Json))
                Console.Out.WriteLine(SenoJson.Write(new { dataset = folder, dataset.Name, cases = dataset.Cases.Count, groups }));
            else
                Console.Out.WriteLine($"{Counted.Of(dataset.Cases.Count, "case")} in {Counted.Of(groups, "group")} in {folder}");
            return 0;
        });
        return command;
    }

    private static Command Check()
    {
        var shared = new SharedOptions();
        var folder = new Argument<string>("dataset") { Description = "Data set in nnU-Net v2's raw layout." };
        var folds = new Option<int>("--folds") { Description = "Folds that training would make.", DefaultValueFactory = _ => 5 };
        var splits = new Option<string?>("--splits") { Description = "Splits to check, as nnU-Net's splits_final.json. Default: that of the data set, if it has one." };
        var reorient = SharedOptions.Reorient();
        var command = new Command(
            "check",
            "Look at every file and list all that is wrong, each with its cure. Exit code 1 if training would stop or mislead.") { folder, folds, splits, reorient, shared.Threads };
        shared.AddOutput(command);
        command.SetAction(parsed =>
        {
            var problems = DatasetCheck.Run(
                parsed.GetRequiredValue(folder),
                parsed.GetValue(folds),
                parsed.GetValue(splits),
                parsed.GetRequiredValue(shared.Threads),
                shared.Terminal(parsed).Output.Progress,
                parsed.GetValue(reorient));
            var errors = problems.Count(problem => problem.Severity == ProblemSeverity.Error);
            if (parsed.GetValue(shared.Json))
                Console.Out.WriteLine(SenoJson.Write(new { dataset = parsed.GetRequiredValue(folder), errors, warnings = problems.Count - errors, problems }));
            else
                Print(problems, errors);
            return errors == 0 ? 0 : SenoCommand.BadData;
        });
        return command;
    }

    private static void Print(IReadOnlyList<DatasetProblem> problems, int errors)
    {
        foreach (var kind in problems.GroupBy(problem => (problem.Severity, problem.Kind)))
        {
            foreach (var problem in kind.Take(ListedOfAKind))
            {
                Console.Out.WriteLine($"{(problem.Severity == ProblemSeverity.Error ? "ERROR  " : "warning")}  {(problem.Case is null ? "" : $"case {problem.Case}: ")}{problem.File} {problem.Problem}.");
                Console.Out.WriteLine($"         {problem.Cure.TrimEnd('.')}{(problem.Cure.EndsWith('?') ? "" : ".")}");
            }
            if (kind.Count() > ListedOfAKind)
                Console.Out.WriteLine($"         … and {kind.Count() - ListedOfAKind} more of this kind ({kind.Key.Kind}); --json lists all.");
        }
        Console.Out.WriteLine($"{Counted.Of(errors, "error")}, {Counted.Of(problems.Count - errors, "warning")}");
    }

    private static Command Describe()
    {
        var shared = new SharedOptions();
        var folder = new Argument<string>("dataset") { Description = "Data set in nnU-Net v2's raw layout." };
        var target = new Option<string>("--output", "-o") { Description = "Folder for overview.json, report.html and figures/.", DefaultValueFactory = _ => "description" };
        var reference = new Option<string?>("--reference") { Description = "Reader whose references are described (labelsTr.READER). Default labelsTr." };
        var reorient = SharedOptions.Reorient();
        var command = new Command(
            "describe",
            "Show what a data set holds: numbers, lesion sizes, and cases with their contours.") { folder, target, reference, reorient, shared.Threads };
        shared.AddOutput(command);
        command.SetAction(parsed =>
        {
            var overview = DescribeStudy.Run(
                parsed.GetRequiredValue(folder),
                parsed.GetRequiredValue(target),
                parsed.GetValue(reference),
                parsed.GetRequiredValue(shared.Threads),
                shared.Terminal(parsed).Output,
                parsed.GetValue(reorient));
            if (parsed.GetValue(shared.Json))
                Console.Out.WriteLine(SenoJson.Write(overview));
            else
                Print(overview, Path.Combine(parsed.GetRequiredValue(target), "report.html"));
            return 0;
        });
        return command;
    }

    private static void Print(DatasetOverview overview, string report)
    {
        var culture = CultureInfo.InvariantCulture;
        var fingerprint = overview.Fingerprint;
        void Line(string name, string value) => Console.Out.WriteLine($"{name,-14} {value}");
        Line("data set", overview.Name);
        Line("modality", overview.Modality ?? "unknown");
        var patients = overview.PatientsKnown ? $" in {Counted.Groups(fingerprint.Groups)}" : ", patients unknown";
        Line("cases", string.Create(culture, $"{fingerprint.Cases}{patients}; {fingerprint.EmptyReferences} with an empty reference"));
        Line("median size", string.Join(" × ", fingerprint.MedianSize.Select(size => size.ToString("0.#", culture))) + " voxels");
        Line("spacing", fingerprint.MedianSpacing is { } spacing ? string.Join(" × ", spacing.Select(size => size.ToString("0.####", culture))) + " mm at the median" : "unknown: lengths are in pixels");
        foreach (var (label, own) in overview.Labels)
            Line(label, own.Cases == 0 ? "in no case" : string.Create(culture, $"in {Counted.Of(own.Cases, "case")}, {Counted.Of(own.Components, "connected region")}; {own.Voxels[0]:0} to {own.Voxels[2]:0} voxels, median {own.Voxels[1]:0}; {100 * own.Share[0]:0.####} to {100 * own.Share[2]:0.####} % of the image, median {100 * own.Share[1]:0.####} %"));
        foreach (var (column, values) in overview.Columns)
            Line(column, string.Join(", ", values.Select(value => $"{value.Key} {value.Value}")));
        Line("report", report);
    }
}
