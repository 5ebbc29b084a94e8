using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Seno.Core;
using Seno.Evaluation;
using Seno.Evaluation.Detection;
using Seno.Studies;

namespace Seno.Cli.Verbs;

/// <summary>seno evaluate PRED REF -o OUT</summary>
internal static class EvaluateVerb
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var prediction = new Argument<string>("prediction") { Description = "Folder of predicted label maps; class probabilities under probabilities/, as 'seno predict --probabilities' writes them, give calibration too." };
        var reference = new Argument<string>("reference") { Description = "Data set, or folder of reference label maps." };
        var output = new Option<string>("--output", "-o") { Description = "Folder for cases.csv and summary.json.", Required = true };
        var metrics = new Option<string?>("--metrics") { Description = $"Only these, by comma, of {string.Join(" ", MetricTable.Names)}." };
        var tolerances = new Option<string?>("--nsd-tolerance") { Description = "Tolerances of the normalised surface Dice in mm (px where the spacing is unknown), by comma: 0.3,1,2." };
        var width = new Option<double?>("--boundary-width") { Description = "Width of the rim that boundary_iou compares, mm (px); 2 % of the image's diagonal unless given." };
        var lesions = new Option<string?>("--lesions") { Description = "Count lesions one by one, found by 'overlap' or by 'centre'; with probabilities FROC too." };
        var overlap = new Option<double>("--lesion-overlap") { Description = "Least intersection over union of a lesion found by overlap.", DefaultValueFactory = _ => 0.1 };
        var strata = new Option<string?>("--strata") { Description = "Lesions apart by size: tertiles, quartiles, or edges in mL (px where the spacing is unknown) such as 0.5,2,10." };
        var by = new Option<string?>("--by") { Description = "Column of the data set's cases.csv (scanner, class, …) whose values are summarised apart too." };
        var reorient = SharedOptions.Reorient();
        var cases = new Option<string?>("--cases", "--split") { Description = "Which cases: a run or one of its folds (the cases it held out), a file with a case id a line, or 'locked' (test cases of the data set's analysis plan). Default: every case that has a reference; of RUN/fold_K/predictions those that the fold held out." };
        var missing = new Option<bool>("--allow-missing")
        {
            Description = "Count the lesions of cases without a prediction as missed, instead of refusing."
        };
        var command = new Command("evaluate", "Compare predictions with references: overlap, surface distance, topology and calibration, with 95 % intervals by patient.")
        {
            prediction, reference, output, metrics, tolerances, width, lesions, overlap, strata, by, cases, missing, reorient, shared.Threads,
        };
        shared.AddOutput(command);
        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var request = new EvaluateRequest
            {
                Predictions = parsed.GetRequiredValue(prediction),
                References = parsed.GetRequiredValue(reference),
                Output = parsed.GetRequiredValue(output),
                Threads = parsed.GetRequiredValue(shared.Threads),
                By = parsed.GetValue(by),
                Reorient = parsed.GetValue(reorient),
                Cases = parsed.GetValue(cases),
                AllowMissing = parsed.GetValue(missing),
                Strata = parsed.GetValue(strata) is { } division ? SizeStrata.Parse(division) : null,
                Options = new()
                {
                    Metrics = parsed.GetValue(metrics)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                    SurfaceTolerances = [.. Lengths(parsed.GetValue(tolerances))],
                    BoundaryWidth = parsed.GetValue(width),
                    Lesions = Matching(parsed.GetValue(lesions), parsed.GetValue(overlap)),
                },
            };
            var report = EvaluateStudy.Run(request, shared.Terminal(parsed).Output);
            if (parsed.GetValue(shared.Json))
                Console.Out.WriteLine(report.Apart is null ? SenoJson.Write(report.Summary) : SenoJson.Write(report));
            else
                Print(report, request.By);
            return 0;
        }));
        RequirePositive(width);
        RequireShare(overlap);
        return command;
    }

    private static void Print(EvaluationReport report, string? by)
    {
        SummaryTable.Print(report.Summary);
        foreach (var (value, part) in report.Apart ?? new Dictionary<string, EvaluationSummary>())
        {
            Console.Out.WriteLine($"{by} {value}: {Counted.Of(part.Cases, "case")}");
            SummaryTable.Print(part);
        }
        foreach (var use in report.TestSetUses ?? [])
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"locked test set, evaluation {use.Number}: {use.Time:yyyy-MM-dd HH:mm} UTC, {use.Cases} of {Counted.Of(use.Of, "case")}, {use.Predictions}"));
    }

    private static IEnumerable<double> Lengths(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part =>
        InvariantNumber.TryParse(part, out double length) && length >= 0
            ? length
            : throw new DataException("--nsd-tolerance", $"'{part}' is no length", "Write millimetres by comma, such as 0.3,1,2"));

    private static LesionMatching? Matching(string? criterion, double overlap) => criterion switch
    {
        null => null,
        "overlap" or "iou" => new(LesionCriterion.Overlap, overlap),
        "centre" => new(LesionCriterion.Centre),
        _ => throw new DataException("--lesions", $"'{criterion}' is no way to find a lesion", "Use overlap or centre"),
    };

    private static void RequirePositive(Option<double?> option) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<double?>() is { } value && !(value > 0 && double.IsFinite(value)))
            result.AddError($"{option.Name} must be above 0.");
    });

    private static void RequireShare(Option<double> option) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<double>() is not (> 0 and <= 1))
            result.AddError($"{option.Name} must be above 0 and at most 1.");
    });
}
