using System.CommandLine;
using System.Globalization;
using Seno.Core;
using Seno.Evaluation.Agreement;
using Seno.Evaluation.Statistics;
using Seno.Studies;

namespace Seno.Cli.Verbs;

/// <summary>seno agreement DATASET -o OUT</summary>
internal static class AgreementVerb
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var dataset = new Argument<string>("dataset") { Description = "Data set with two readers or more (labelsTr.READER)." };
        var output = new Option<string>("--output", "-o") { Description = "Folder for summary.json, pairs.csv, cases.csv, report.html and figures/.", Required = true };
        var model = new Option<string?>("--model") { Description = "Folder of predicted label maps: is the model as good as a reader?" };
        var margin = new Option<double>("--margin") { Description = "DSC by which the model may be worse; state it before you look.", DefaultValueFactory = _ => 0.05 };
        var label = new Option<string?>("--label") { Description = "Only this label. Default: each." };
        var readers = new Option<string?>("--readers") { Description = "Only these, separated by commas; 'labelsTr' is the reference itself. Default: every labelsTr.READER that no consensus wrote." };
        var dilate = new Option<double?>("--dilate") { Description = "Kappa and alpha are of the voxels within this distance of everything drawn, mm (px where the voxel size is unknown). Default 1 mm or 3 px." };
        var reorient = SharedOptions.Reorient();
        var command = new Command(
            "agreement",
            "How far readers agree (DSC, conformity, HD95, kappa, alpha, Williams' index, volumes), and whether a model is as good as one of them.") { dataset, output, model, margin, label, readers, dilate, reorient, shared.Threads };
        shared.AddOutput(command);
        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var result = AgreementStudy.Run(new()
            {
                Dataset = parsed.GetRequiredValue(dataset),
                Output = parsed.GetRequiredValue(output),
                Model = parsed.GetValue(model),
                Margin = parsed.GetValue(margin),
                Label = parsed.GetValue(label),
                Readers = parsed.GetValue(readers)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                Dilation = parsed.GetValue(dilate),
                Reorient = parsed.GetValue(reorient),
                Threads = parsed.GetRequiredValue(shared.Threads),
            }, shared.Terminal(parsed).Output);
            if (parsed.GetValue(shared.Json))
                Console.Out.WriteLine(SenoJson.Write(result));
            else
                Print(result, Path.Combine(parsed.GetRequiredValue(output), "report.html"));
            return 0;
        }));
        return command;
    }

    private static void Print(AgreementResult result, string report)
    {
        foreach (var (label, found) in result.Labels)
        {
            Console.Out.WriteLine($"{label}: {Counted.Of(found.Cases, "case")} in which a reader drew it ({found.Complete} read by all); {found.Undrawn} others left out");
            foreach (var pair in found.Pairs.Concat(found.LeaveOneOut).Concat(found.Model?.WithReaders ?? []).Concat(found.Model?.LeaveOneOut ?? []))
                Console.Out.WriteLine($"  {pair.First + " – " + pair.Second,-22} DSC {Text(pair.Dsc)}  conformity {Number(pair.Conformity.Mean)}  HD95 {Number(pair.Hd95.Mean)} {result.Unit}{(pair.OneDrew > 0 ? $"  ({pair.OneDrew} drawn by one only)" : "")}");
            Line("Fleiss' kappa", Text(found.Kappa));
            Line("Krippendorff's alpha", Text(found.Alpha));
            foreach (var (reader, index) in found.Williams)
                Line($"Williams' index, {reader}", Text(index));
            Line("ICC(2,1), volumes", Text(found.Icc21));
            Line("ICC(3,1), volumes", Text(found.Icc31));
            foreach (var pair in found.Pairs)
                Line($"volume, {pair.First} less {pair.Second}", $"{Number(pair.Volumes.Bias.Value)} {result.VolumeUnit}, limits of agreement {Number(pair.Volumes.Lower.Value)} to {Number(pair.Volumes.Upper.Value)}");
            if (found.Model is { } model)
            {
                Line("Williams' index, model", Text(model.Williams));
                Console.Out.WriteLine(model.Conclusion);
            }
        }
        Console.Out.WriteLine($"report   {report}");
    }

    private static void Line(string name, string value) => Console.Out.WriteLine($"  {name,-22} {value}");

    private static string Text(CohortValue value) => value.Reason is null ? $"{Number(value.Mean)} ({Number(value.Low)} to {Number(value.High)})" : $"{Number(value.Mean)} (no interval: {value.Reason})";

    private static string Text(Estimate value) => value.Reason is null ? $"{Number(value.Value)} ({Number(value.Low)} to {Number(value.High)})" : double.IsNaN(value.Value) ? $"none: {value.Reason}" : $"{Number(value.Value)} (no interval: {value.Reason})";

    private static string Text(Coefficient value) => value.Undefined is { } reason ? $"not defined: {reason}" : Number(value.Value);

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 10 ? "F1" : "F3", CultureInfo.InvariantCulture);
}
