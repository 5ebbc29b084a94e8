using System.CommandLine;
using System.Globalization;
using Seno.Core;
using Seno.Evaluation.Consensus;
using Seno.Studies;

namespace Seno.Cli.Verbs;

/// <summary>seno consensus DATASET|FILES -o OUT</summary>
internal static class ConsensusVerb
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var inputs = new Argument<string[]>("inputs") { Description = "A data set with readers (labelsTr.READER), or the label maps of one case.", Arity = ArgumentArity.OneOrMore };
        var method = new Option<string>("--method") { Description = "staple, majority, mean (the share of votes, 0..1) or simple.", DefaultValueFactory = _ => "staple" };
        var output = new Option<string>("--output", "-o") { Description = "Folder for the label maps (mean: soft maps), consensus.json and, for staple, soft/. As DATASET/labelsTr.NAME it can be trained on with --reference NAME.", Required = true };
        var readers = new Option<string?>("--readers") { Description = "Of a data set, only these, separated by commas; 'labelsTr' is the reference itself. Default: every labelsTr.READER." };
        var ties = new Option<TieRule>("--ties") { Description = "majority: what a tie becomes: background, foreground, or midway between the contours.", DefaultValueFactory = _ => TieRule.Background };
        var prior = new Option<string>("--prior") { Description = "staple: mean (share of the votes near what was drawn), image (share in the whole image), uniform, or the probability of foreground.", DefaultValueFactory = _ => "mean" };
        var dilate = new Option<string?>("--dilate") { Description = "staple: voxels farther than this from everything drawn take no part; mm (px where the voxel size is unknown), or 'image'. Default 1 mm or 3 px." };
        var deviations = new Option<double>("--deviations") { Description = "simple: a reader this many standard deviations below the mean is discarded.", DefaultValueFactory = _ => 1 };
        var reorient = SharedOptions.Reorient();
        var command = new Command(
            "consensus",
            "One reference from several readers, and how each reader compares with it.") { inputs, method, output, readers, ties, prior, dilate, deviations, reorient, shared.Threads };
        shared.AddOutput(command);
        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var found = ConsensusStudy.Run(new()
            {
                Inputs = parsed.GetRequiredValue(inputs),
                Method = parsed.GetRequiredValue(method),
                Output = parsed.GetRequiredValue(output),
                Readers = parsed.GetValue(readers)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                Reorient = parsed.GetValue(reorient),
                Ties = parsed.GetValue(ties),
                Staple = Staple(parsed.GetRequiredValue(prior), parsed.GetValue(dilate)),
                Simple = new() { Deviations = parsed.GetValue(deviations) },
                Threads = parsed.GetRequiredValue(shared.Threads),
            }, shared.Terminal(parsed).Output);
            if (parsed.GetValue(shared.Json))
                Console.Out.WriteLine(SenoJson.Write(found));
            else
                Print(found);
            return 0;
        }));
        return command;
    }

    private static StapleOptions Staple(string prior, string? dilate)
    {
        var options = new StapleOptions { Dilation = dilate switch { null => null, "image" => double.PositiveInfinity, _ => Number("--dilate", dilate, 0, 1e6) } };
        return prior switch
        {
            "mean" => options,
            "image" => options with { Prior = StaplePrior.MeanDecisionOfImage },
            "uniform" => options with { Prior = StaplePrior.Uniform },
            _ => options with { Prior = StaplePrior.Given, Foreground = Number("--prior", prior, 1e-9, 1 - 1e-9) },
        };
    }

    private static double Number(string option, string text, double low, double high) =>
        InvariantNumber.TryParse(text, out double value) && value >= low && value <= high
            ? value
            : text.Contains(',', StringComparison.Ordinal) ? throw new DataException(option, InvariantNumber.Problem(text), InvariantNumber.Cure(text))
            : throw new DataException(option, $"'{text}' is not possible", option == "--prior" ? "Write mean, image, uniform, or a probability within 0 and 1" : "Write mm (px where the voxel size is unknown), or image");

    /// <summary>Means over the cases; a case in which a rate is not defined is left out of its mean.</summary>
    private static void Print(IReadOnlyList<ConsensusCase> found)
    {
        Console.Out.WriteLine(found.Count == 1 ? found[0].File : $"{Counted.Of(found.Count, "case")} in {Path.GetDirectoryName(found[0].File)}");
        foreach (var label in found.SelectMany(item => item.Rates.Keys).Distinct())
        {
            foreach (var reader in found.SelectMany(item => item.Readers).Distinct())
            {
                var rates = found.Where(item => item.Rates.ContainsKey(label) && item.Rates[label].ContainsKey(reader)).Select(item => item.Rates[label][reader]).ToArray();
                var parts = new[] { Mean("sensitivity", rates.Select(rate => rate.Sensitivity)), Mean("specificity", rates.Select(rate => rate.Specificity)), Mean("DSC", rates.Select(rate => rate.Dsc)) };
                var kept = found.Any(item => item.Kept is not null) ? $"  kept in {found.Count(item => item.Kept?.GetValueOrDefault(reader) == true)} of {rates.Length}" : "";
                Console.Out.WriteLine($"{label}  {reader}  {string.Join("  ", parts.Where(part => part.Length > 0))}{kept}");
            }
        }
        if (found.Any(item => item.Converged == false))
            Console.Error.WriteLine($"warning: STAPLE had not settled in {Counted.Of(found.Count(item => item.Converged == false), "case")}");
    }

    private static string Mean(string name, IEnumerable<double?> values)
    {
        var known = values.Where(value => value is { } number && double.IsFinite(number)).Select(value => value!.Value).ToArray();
        return known.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{name} {known.Average():0.000}");
    }
}
