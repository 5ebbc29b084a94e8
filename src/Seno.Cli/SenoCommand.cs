using System.CommandLine;
using System.CommandLine.Parsing;
using Seno.Cli.Verbs;
using Seno.Core;

namespace Seno.Cli;

/// <summary>The seno command: its verbs, and what every verb shares: errors in one line, exit codes, interruption.</summary>
internal static class SenoCommand
{
    public const int BadData = 1;
    public const int BadUsage = 2;
    public const int Interrupted = 130;

    public static Option<bool> Debug { get; } = new("--debug") { Description = "Show the stack trace of an error.", Recursive = true };

    public static int Run(string[] arguments)
    {
        var root = new RootCommand("Breast-lesion segmentation for small cohorts. For research; not a medical device.")
        {
            DemoVerb.Create(),
            TrainVerb.Create(),
            PredictVerb.Create(),
            EvaluateVerb.Create(),
            ReportVerb.Create(),
            DatasetVerb.Create(),
            ConvertVerb.Create(),
            InfoVerb.Create(),
            DoctorVerb.Create(),
            CompletionVerb.Create(),
        };
        root.Options.Add(Debug);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
            return Usage(parsed);
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(10) };
        try
        {
            return parsed.InvokeAsync(configuration).GetAwaiter().GetResult();
        }
        catch (DataException failure)
        {
            return Report(parsed, failure, failure.File.StartsWith("--", StringComparison.Ordinal) ? BadUsage : BadData);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("seno: interrupted; what was done is saved. Repeat the command with --resume to go on.");
            return Interrupted;
        }
        catch (Exception failure)
        {
            return Report(parsed, failure, BadData);
        }
    }

    private static int Usage(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            Console.Error.WriteLine($"seno: {error.Message}");
        var unknown = parsed.UnmatchedTokens.FirstOrDefault();
        if (unknown is not null)
        {
            var command = parsed.CommandResult.Command;
            var known = unknown.StartsWith('-') ? command.Options.Select(option => option.Name) : command.Subcommands.Select(verb => verb.Name);
            if (known.Any())
                Console.Error.WriteLine($"seno: {NearestName.Suggest(unknown, known)}.");
        }
        Console.Error.WriteLine($"seno: see '{string.Join(' ', Path(parsed.CommandResult))} --help'");
        return BadUsage;
    }

    private static IEnumerable<string> Path(CommandResult result) =>
        result.Parent is CommandResult parent ? [.. Path(parent), result.Command.Name] : ["seno"];

    private static int Report(ParseResult parsed, Exception failure, int code)
    {
        Console.Error.WriteLine($"seno: {(failure is DataException ? failure.Message : $"unexpected {failure.GetType().Name}: {failure.Message} (--debug shows where)")}");
        if (parsed.GetValue(Debug))
            Console.Error.WriteLine(failure);
        return code;
    }
}
