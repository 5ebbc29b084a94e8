using System.CommandLine;
using System.Globalization;
using Seno.Core;
using Seno.Studies;

namespace Seno.Cli.Verbs;

/// <summary>seno doctor</summary>
internal static class DoctorVerb
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var measure = new Option<bool>("--measure") 
        {
            Description = "Time a training step in fp32 and bf16, in both memory layouts. Takes a minute where the processor has no bf16 instructions.",
        };
        var command = new Command("doctor", "Look at what Seno stands on: .NET, libtorch, devices, precision, memory, disk. Exit code 1, with the cure, if something is broken.") { measure };
        shared.AddCompute(command);
        shared.AddOutput(command);
        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var diagnosis = DoctorStudy.Run(shared.Compute(parsed, shared.Terminal(parsed).Output), parsed.GetValue(measure), cancel);
            if (parsed.GetValue(shared.Json))
                Console.Out.WriteLine(SenoJson.Write(diagnosis));
            else
                Print(diagnosis);
            return diagnosis.Healthy ? 0 : SenoCommand.BadData;
        }));
        return command;
    }

    private static void Print(Diagnosis diagnosis)
    {
        foreach (var finding in diagnosis.Findings)
        {
            Console.Out.WriteLine($"{(finding.Cure is null ? "ok  " : "FAIL")} {finding.Part,-10} {finding.State}");
            if (finding.Cure is not null)
                Console.Out.WriteLine($"                {finding.Cure}.");
        }
        if (diagnosis.Chosen is { } chosen)
            Console.Out.WriteLine($"ok   {"precision",-10} {chosen}, by the processor's instructions");
        if (diagnosis.StepMilliseconds is not { } times)
            return;
        Console.Out.WriteLine("                time of a training step, four images of 128×128, U-Net of width 16:");
        foreach (var (way, time) in times)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"                {way,-20} {time,6:F0} ms{(way == diagnosis.Chosen ? "  <- used" : "")}"));
    }
}
